import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from './standIn.ts';
import { call, logOf, openYard, soon, type Yard } from './yard.ts';

// The built main, preload and renderer bundles, together, over the stand-in. Not Electron: electron.test.ts is.

let yard: Yard;
let home: string;
let program: StandIn;
beforeAll(async () => {
  yard = await openYard();
  home = join(yard.folder, 'home');
  program = await yard.boot({ home });
}, 180_000);
afterAll(() => yard.clear());

describe('the port', () => {
  it('answers a query, as the desktop', async () => {
    expect(await call(program, 'app', 'info')).toMatchObject({
      value: { host: 'desktop', electron: '45.4.1' },
    });
  });

  it('carries a mutation, a stream of its changes, and a cancel that silences the core', async () => {
    const themes = () =>
      program.call('evaluate', 'leadlineProbe.seen.map(({ theme }) => theme)') as Promise<string[]>;
    await program.call('evaluate', 'leadlineProbe.watchSettings()');
    await soon(themes).toEqual(['system']);
    expect(await call(program, 'settings', 'change', { theme: 'dark' })).toMatchObject({
      value: { theme: 'dark' },
    });
    await soon(themes).toEqual(['system', 'dark']);
    // The native side follows the same setting.
    await soon(() => program.call('themeSource')).toBe('dark');

    await program.call('evaluate', 'leadlineProbe.stopWatching()');
    await call(program, 'app', 'info');
    const before = (await program.call('traffic')).at(-1)?.toPage ?? 0;
    await call(program, 'settings', 'change', { theme: 'light' });
    await call(program, 'app', 'info');
    const after = (await program.call('traffic')).at(-1)?.toPage ?? 0;
    expect(after - before).toBe(2);
    expect(await themes()).toEqual(['system', 'dark']);
  });

  it('carries a failure with its code, and refuses wrong input', async () => {
    expect(await call(program, 'jobs', 'cancel', { id: 'no-such-job' })).toEqual({ code: 'JOB_NOT_FOUND' });
    expect(await call(program, 'settings', 'change', { theme: 'pink' })).toEqual({ code: 'BAD_INPUT' });
  });
});

describe('the page', () => {
  it('sees no Node, no Electron and nothing of the bridge', async () => {
    const seen = await program.call(
      'evaluate',
      `['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', 'contextBridge',
        '__standIn', '__standInPost'].filter((name) => name in globalThis)`,
    );
    expect(seen).toEqual([]);
    expect(await program.call('exposed')).toEqual([]);
  });

  it('runs under the policy that came with it', async () => {
    const inline = `new Promise((settle) => {
      document.addEventListener('securitypolicyviolation', (event) => settle(event.effectiveDirective), { once: true });
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
    })`;
    expect(await program.call('evaluate', inline)).toBe('script-src-elem');
    expect(await program.call('evaluate', 'globalThis.injected ?? null')).toBeNull();
    const outside = `fetch('https://example.org/').then(() => 'reached', () => 'blocked')`;
    expect(await program.call('evaluate', outside)).toBe('blocked');
    expect(await program.call('outside')).toEqual([]);
  });

  it('finds nothing outside the built pages', async () => {
    // An image, because the policy lets the page ask for nothing else by itself.
    const load = (path: string) =>
      program.call(
        'evaluate',
        `new Promise((settle) => {
          const image = new Image();
          image.onload = () => settle('loaded');
          image.onerror = () => settle('missing');
          image.src = ${JSON.stringify(path)};
        })`,
      );
    expect(await load('/icon.svg')).toBe('loaded');
    expect(await load('/%2e%2e/%2e%2e/resources/build/icons/png/16x16.png')).toBe('missing');
    expect(await load('/..%2f..%2fresources/build/icons/png/16x16.png')).toBe('missing');
  });

  it('opens no window', async () => {
    expect(await program.call('evaluate', `String(window.open('https://example.org/'))`)).toBe('null');
    await soon(() => logOf(home)).toContain('A new window was refused');
    expect([await program.call('openedWindows'), await program.call('windowCount')]).toEqual([[], 1]);
  });

  it('goes nowhere else', async () => {
    const before = await program.call('address');
    await program.call('evaluate', `void (location.href = 'https://example.org/')`);
    await soon(() => logOf(home)).toContain('A navigation was refused');
    expect(await program.call('address')).toBe(before);
    expect(await program.call('outside')).toEqual([]);
  });

  it('is granted nothing: both handlers say no, and Chromium obeys', async () => {
    const asked = await program.call('permissions');
    expect(asked.map(({ permission }) => permission)).toContain('geolocation');
    expect(asked.filter(({ checked, requested }) => checked || requested)).toEqual([]);
    const states = `Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi'].map(
      async (name) => (await navigator.permissions.query({ name })).state))`;
    expect(await program.call('evaluate', states)).toEqual(Array(5).fill('denied'));
  });

  it('lives in a sandboxed, isolated window on a secure scheme, with certificates left to Chromium', async () => {
    const { preferences } = await program.call('look');
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
    });
    expect(await program.call('program')).toEqual({
      sandboxed: true,
      overridesCertificates: false,
      schemes: [{ scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } }],
    });
  });
});
