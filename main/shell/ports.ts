import type { IpcMain, MessageChannelMain, MessagePortMain } from 'electron';
import type { Logger } from '../log/log.ts';
import { CONNECT, PORT } from './channels.ts';
import { isTrusted } from './fence.ts';

/**
 * Gives a page that asks a port to the core, after looking at who asks. A page may ask again after a reload: its old
 * port closed with the old document.
 */
export function servePorts(parts: {
  ipcMain: Pick<IpcMain, 'on'>;
  newChannel: () => MessageChannelMain;
  attach: (port: MessagePortMain) => void;
  log: Logger;
}): void {
  parts.ipcMain.on(CONNECT, (event) => {
    const frame = event.senderFrame;
    if (frame === null || !isTrusted(frame)) {
      parts.log.warn('A port was refused to a page that is not ours', { origin: frame?.origin ?? 'gone' });
      return;
    }
    const { port1, port2 } = parts.newChannel();
    frame.postMessage(PORT, null, [port2]);
    parts.attach(port1);
    port1.start();
  });
}
