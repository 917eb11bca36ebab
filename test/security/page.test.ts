import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY } from '../canary.ts';
import { type App, openApp } from '../e2e/app.ts';
import { closeBrowser } from '../e2e/browser.ts';

let app: App;
let elsewhere: Server;
let outside: string;
let visits: string[];

beforeAll(async () => {
  app = await openApp({ workspace: true });
  visits = [];
  elsewhere = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' });
    response.end('<script>document.title = "elsewhere"</script>');
  });
  await new Promise<void>((settle) => elsewhere.listen(0, '127.0.0.1', settle));
  outside = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  await app.page.getByRole('heading', { level: 1 }).waitFor();
});

afterAll(async () => {
  await app.close();
  await closeBrowser();
  elsewhere.close();
});

describe('the page', () => {
  it('has no Node, no Electron and no way to ask for them', async () => {
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  it('runs no script that was slipped into it, inline or as a handler', async () => {
    const ran = await app.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.slipped = "inline"';
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.slipped = "handler"');
      image.src = '/no-such-image.png';
      document.body.append(image);
      await new Promise((settle) => setTimeout(settle, 300));
      return (window as { slipped?: string }).slipped ?? 'nothing';
    });
    expect(ran).toBe('nothing');
  });

  it('evaluates no text as code', async () => {
    // From a timer: code that a debugger evaluates directly is exempt from the policy.
    const outcome = await app.page.evaluate(
      () =>
        new Promise((settle) =>
          setTimeout(() => {
            try {
              settle(String(new Function('return 6 * 7')()));
            } catch (error) {
              settle((error as Error).name);
            }
          }),
        ),
    );
    expect(outcome).toBe('EvalError');
  });

  it('reaches no other address, by fetch, image, socket, frame or form', async () => {
    const reached = await app.page.evaluate(async (address) => {
      const fetched = await fetch(`${address}/fetch`).then(
        () => 'reached',
        () => 'blocked',
      );
      const image = document.createElement('img');
      image.src = `${address}/image`;
      const frame = document.createElement('iframe');
      frame.src = `${address}/frame`;
      const form = document.createElement('form');
      form.action = `${address}/form`;
      document.body.append(image, frame, form);
      form.submit();
      const socket = await new Promise((settle) => {
        const line = new WebSocket(address.replace('http', 'ws'));
        line.onopen = () => settle('reached');
        line.onerror = () => settle('blocked');
      });
      await new Promise((settle) => setTimeout(settle, 300));
      return [fetched, socket];
    }, outside);
    expect(reached).toEqual(['blocked', 'blocked']);
    expect(visits).toEqual([]);
    await app.page.goto(app.loopback.address);
  });

  it('can’t be framed by another site', async () => {
    const { page } = app;
    const response = await page.request.get(app.loopback.address);
    expect(response.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('gives each load a nonce of its own', async () => {
    const policies = await Promise.all(
      [1, 2].map(
        async () => (await app.page.request.get(app.loopback.address)).headers()['content-security-policy'],
      ),
    );
    expect(policies[0]).toMatch(/'nonce-[\w+/]{24}'/);
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('leaves the token out of the address bar and out of reach of its scripts', async () => {
    const token = new URL(app.loopback.signInLink).searchParams.get('token') ?? '';
    const seen = await app.page.evaluate(() =>
      [location.href, document.cookie, JSON.stringify({ ...localStorage, ...sessionStorage })].join(' '),
    );
    expect(seen).not.toContain(token);
    expect(seen).not.toContain('leadline-');
  });
});

describe('secrets', () => {
  it('go in and never come back over the wire', async () => {
    const received: string[] = [];
    app.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => received.push(payload.toString())),
    );
    await app.page.goto(`${app.loopback.address}/settings#vault`);
    await app.page.getByRole('heading', { level: 1 }).waitFor();
    await storeSecret();
    await app.page.reload();
    await app.page.getByText('shop.api_key').first().waitFor();
    expect(received.join('')).toContain('shop.api_key');
    expect(received.join('')).not.toContain(CANARY);
    expect(await app.page.content()).not.toContain(CANARY);
  });
});

async function storeSecret(): Promise<void> {
  const id = app.workbench.workspaces.currentId();
  if (id === null) throw new Error('no workspace is open');
  const { SecretName } = await import('../../shared/contract/vault.ts');
  const { Secret } = await import('../../shared/domain/secret.ts');
  const stored = await app.workbench.vault.set(id, SecretName.parse('shop.api_key'), new Secret(CANARY));
  expect(stored.ok).toBe(true);
}
