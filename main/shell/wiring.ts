import { app, ipcMain, MessageChannelMain, powerMonitor, protocol, session } from 'electron';
import type { Logger } from '../log/log.ts';
import { fenceContents, fenceSession } from './fence.ts';
import type { DesktopCore } from './parts.ts';
import { servePorts } from './ports.ts';
import { passPower } from './power.ts';
import { answerFrom, PAGE_SCHEME, type PageSource } from './scheme.ts';

/** Everything that must stand before the first page loads: its origin, its fences, its one way to the core. */
export function wire(core: DesktopCore, pages: PageSource, log: Logger): void {
  protocol.handle(PAGE_SCHEME.scheme, answerFrom(pages));
  fenceSession(session.defaultSession, log);
  app.on('web-contents-created', (_event, contents) => fenceContents(contents, log));
  servePorts({
    ipcMain,
    newChannel: () => new MessageChannelMain(),
    attach: (port) => core.attach(port),
    log,
  });
  passPower(powerMonitor, (event) => core.power(event));
}
