import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { WebPreferences, WindowOpenHandlerResponse } from 'electron';
import type { CDPSession, Page, Route } from 'playwright-core';
import { fromChromium, toChromium } from './addresses.ts';
import { PlayedEvent } from './application.ts';
import type { Chrome } from './chrome.ts';
import { PlayedFrame } from './frame.ts';
import { BINDING, preloadScript, WORLD } from './isolatedWorld.ts';
import type { Fetch } from './protocol.ts';
import type { FromPage } from './wire.ts';

export interface ContentsParts {
  readonly chrome: Chrome;
  readonly preferences: WebPreferences;
  /** The program's handler of a scheme, or null where it has none. */
  readonly handlerOf: (scheme: string) => Fetch | null;
  /** Sets what pages of this browser may do, by asking the session's handlers. */
  readonly applyPermissions: (cdp: CDPSession) => Promise<void>;
  readonly onMessage: (
    contents: PlayedContents,
    frame: PlayedFrame,
    channel: string,
    args: unknown[],
  ) => void;
}

type OpenHandler = (details: { url: string }) => WindowOpenHandlerResponse;

/** One page in a real Chromium, with the program's real preload in a world of its own. */
export class PlayedContents extends EventEmitter {
  /** What the page asked of the outside world, and the windows that were really opened: tests expect neither. */
  readonly outside: string[] = [];
  readonly opened: string[] = [];
  readonly exposed: string[] = [];
  readonly frames: PlayedFrame[] = [];
  readonly #parts: ContentsParts;
  #openHandler: OpenHandler | null = null;
  #live: Promise<{ page: Page; cdp: CDPSession }>;
  /** The address the program itself sent the page to: not the page's own doing. */
  #sentTo: string | null = null;
  /** Where the page last was. */
  #address: string | null = null;

  constructor(parts: ContentsParts) {
    super();
    this.#parts = parts;
    this.#live = this.#openPage();
    // Without a browser there is nothing to play; the program would take it for a page that didn't load.
    this.#live.catch((error: unknown) => {
      process.stderr.write(`The stand-in found no Chromium to run: ${error}\n`);
      process.exit(70);
    });
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async page(): Promise<Page> {
    return (await this.#live).page;
  }

  /** Runs a script in the page's own world, as a person at its console would. */
  async evaluate(expression: string): Promise<unknown> {
    const { cdp } = await this.#live;
    const told = await cdp.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    const { exceptionDetails, result } = told;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async loadURL(address: string): Promise<void> {
    const { page, cdp } = await this.#live;
    this.#sentTo = toChromium(address);
    await page.goto(this.#sentTo, { waitUntil: 'load' });
    // A window of Electron starts with its first page; there is no blank one behind it to go back to.
    await cdp.send('Page.resetNavigationHistory');
    this.emit('did-finish-load');
  }

  reload(): void {
    void this.#reload();
  }

  send(channel: string, ...args: unknown[]): void {
    this.frames.at(-1)?.receive(channel, args, []);
  }

  /** Kills the renderer process for real. */
  async crash(): Promise<void> {
    const { page } = await this.#live;
    const crashed = new Promise((settle) => page.once('crash', settle));
    await page.goto('chrome://crash').catch(() => undefined);
    await crashed;
  }

  async #reload(): Promise<void> {
    const { page } = await this.#live;
    await page.close();
    this.#live = this.#openPage();
    if (this.#address) await this.loadURL(this.#address);
  }

  async #openPage(): Promise<{ page: Page; cdp: CDPSession }> {
    const context = await this.#parts.chrome.context();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await page.route('**', (route) => this.#answer(route));
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url().startsWith('https:'))
        this.#address = fromChromium(frame.url());
    });
    page.on('crash', () => {
      for (const frame of this.frames) frame.leave();
      this.emit('render-process-gone', new PlayedEvent(), { reason: 'crashed', exitCode: 5 });
    });
    cdp.on('Page.windowOpen', ({ url }) => this.#decideWindow(fromChromium(url)));
    await cdp.send('Page.enable');
    await this.#parts.applyPermissions(cdp);
    await this.#installPreload(cdp);
    return { page, cdp };
  }

  async #installPreload(cdp: CDPSession): Promise<void> {
    const { preload, contextIsolation } = this.#parts.preferences;
    const alive = new Map<number, PlayedFrame>();
    const leave = (id: number): void => {
      alive.get(id)?.leave();
      alive.delete(id);
    };
    cdp.on('Runtime.executionContextCreated', ({ context: { id, name, origin } }) => {
      if (name !== WORLD) return;
      const frame = new PlayedFrame(fromChromium(origin), cdp, id);
      alive.set(id, frame);
      this.frames.push(frame);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => leave(executionContextId));
    cdp.on('Runtime.executionContextsCleared', () => [...alive.keys()].forEach(leave));
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const frame = alive.get(executionContextId);
      if (name === BINDING && frame) this.#hear(frame, JSON.parse(payload) as FromPage);
    });
    await cdp.send('Runtime.enable');
    if (!preload) return;
    if (contextIsolation === false) throw new Error('The stand-in only plays isolated pages.');
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
    const source = preloadScript(readFileSync(preload, 'utf8'));
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD });
  }

  #hear(frame: PlayedFrame, message: FromPage): void {
    if (message.kind === 'send') this.#parts.onMessage(this, frame, message.channel, message.args);
    else if (message.kind === 'exposed') this.exposed.push(message.name);
    else frame.hear(message);
  }

  #decideWindow(url: string): void {
    // Without a handler Electron opens the window.
    const decision = this.#openHandler?.({ url }) ?? { action: 'allow' };
    if (decision.action === 'allow') this.opened.push(url);
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = fromChromium(request.url());
    const ofMainFrame = request.isNavigationRequest() && request.frame().parentFrame() === null;
    if (ofMainFrame && !this.#mayNavigate(request.url(), url)) return route.abort('aborted');
    const handler = this.#parts.handlerOf(new URL(url).protocol.slice(0, -1));
    if (handler) return fulfil(route, await handler(new Request(url, { method: request.method() })));
    this.outside.push(url);
    if (ofMainFrame)
      return route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Elsewhere</p>' });
    return route.abort('blockedbyclient');
  }

  #mayNavigate(raw: string, url: string): boolean {
    const own = this.#sentTo === raw;
    this.#sentTo = null;
    if (own) return true;
    const event = Object.assign(new PlayedEvent(), { url, isMainFrame: true });
    this.emit('will-navigate', event);
    return !event.defaultPrevented;
  }
}

async function fulfil(route: Route, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
}
