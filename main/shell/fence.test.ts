import { join } from 'node:path';
import type { HandlerDetails, Session, WebContents, WindowOpenHandlerResponse } from 'electron';
import { describe, expect, it } from 'vitest';
import { fenceContents, fencedPreferences, fenceSession, isTrusted } from './fence.ts';
import { emitter, RefusableEvent, recordingLog } from './testing.ts';

describe('the page', () => {
  it('gets nothing of Node and nothing of Electron', () => {
    expect(fencedPreferences('/app', false)).toEqual({
      preload: join('/app', 'out', 'preload', 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: false,
    });
    expect(fencedPreferences('/app', true).devTools).toBe(true);
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'stays where it is on %s, but may load itself again',
    (happening) => {
      const contents = emitter<WebContents, object>({ setWindowOpenHandler() {} });
      const log = recordingLog();
      fenceContents(contents, log);
      const go = (url: string): boolean => {
        const event = new RefusableEvent(url);
        contents.emit(happening, event);
        return event.refused;
      };
      expect(go('https://example.org/')).toBe(true);
      expect(go('file:///etc/passwd')).toBe(true);
      expect(go('app://leadline.example.org/')).toBe(true);
      expect(go('app://other/')).toBe(true);
      expect(log.said).toHaveLength(4);
      expect(go('app://leadline/settings')).toBe(false);
    },
  );

  it('embeds no guest and opens no window', () => {
    let handler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined;
    const contents = emitter<WebContents, object>({
      setWindowOpenHandler(given: typeof handler) {
        handler = given;
      },
    });
    fenceContents(contents, recordingLog());
    const guest = new RefusableEvent();
    contents.emit('will-attach-webview', guest, {}, {});
    expect(guest.refused).toBe(true);
    expect(handler?.({ url: 'app://leadline/' } as HandlerDetails)).toEqual({ action: 'deny' });
  });
});

describe('the session', () => {
  it('grants no permission, no device, no screen and no download', () => {
    const given = new Map<string, (...args: unknown[]) => unknown>();
    const keep = (name: string) => (handler: (...args: unknown[]) => unknown) =>
      void given.set(name, handler);
    const session = emitter<Session, object>({
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('screen'),
    });
    fenceSession(session, recordingLog());
    const answers: unknown[] = [];
    given.get('request')?.({}, 'media', (granted: unknown) => answers.push(granted), {});
    given.get('screen')?.({}, (streams: unknown) => answers.push(streams));
    answers.push(given.get('check')?.({}, 'geolocation'), given.get('device')?.({ deviceType: 'usb' }));
    expect(answers).toEqual([false, null, false, false]);
    const download = new RefusableEvent();
    session.emit('will-download', download, { getURL: () => 'https://example.org/x' });
    expect(download.refused).toBe(true);
  });
});

describe('who may have a port', () => {
  const top = { parent: null, origin: 'app://leadline' };
  it('is the top frame of our own page and no one else', () => {
    expect(isTrusted(top)).toBe(true);
    expect(isTrusted(null)).toBe(false);
    expect(isTrusted({ ...top, origin: 'https://leadline' })).toBe(false);
    expect(isTrusted({ ...top, origin: 'app://leadline.example.org' })).toBe(false);
    expect(isTrusted({ ...top, origin: 'null' })).toBe(false);
    expect(isTrusted({ origin: 'app://leadline', parent: {} as never })).toBe(false);
  });
});
