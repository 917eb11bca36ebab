import { join } from 'node:path';
import type { Event, Session, WebContents, WebFrameMain, WebPreferences } from 'electron';
import type { Logger } from '../log/log.ts';
import { isOwnPage, ORIGIN } from './scheme.ts';

/** Everything a page could get from Electron is off; what is Electron's default today is said all the same. */
export function fencedPreferences(root: string, development: boolean): WebPreferences {
  return {
    preload: join(root, 'out', 'preload', 'preload.cjs'),
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
    devTools: development,
    // The checker downloads its dictionaries.
    spellcheck: false,
  };
}

/** No page is granted anything: Electron's default is to allow, and the two handlers are asked separately. */
export function fenceSession(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'on'
  >,
  log: Logger,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('A permission was refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.on('will-download', (event, item) => {
    event.preventDefault();
    log.warn('A download was refused', { address: item.getURL() });
  });
}

/** A page can't leave, open another window or embed a guest; links go through the confirmed opener instead. */
export function fenceContents(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>, log: Logger): void {
  const stay = (event: Event<{ url: string }>): void => {
    // Reloading itself is how a page recovers from an error.
    if (isOwnPage(event.url)) return;
    event.preventDefault();
    log.warn('A navigation was refused', { address: event.url });
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.warn('An embedded page was refused');
  });
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('A new window was refused', { address: url });
    return { action: 'deny' };
  });
}

/** Only the top frame of our own page may talk to the core. A frame that has gone is no longer anyone. */
export function isTrusted(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === ORIGIN;
}
