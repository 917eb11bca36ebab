import { EventEmitter } from 'node:events';
import type { IpcMain, MessageChannelMain, MessagePortMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { servePorts } from './ports.ts';
import { recordingLog } from './testing.ts';

function desk() {
  const ipcMain = new EventEmitter();
  const attached: unknown[] = [];
  const log = recordingLog();
  const started: string[] = [];
  servePorts({
    ipcMain: ipcMain as unknown as IpcMain,
    newChannel: () =>
      ({ port1: { start: () => started.push('near') }, port2: 'far' }) as unknown as MessageChannelMain,
    attach: (port: MessagePortMain) => void attached.push(port),
    log,
  });
  return { ipcMain, attached, started, log };
}

function frame(origin: string, parent: unknown = null) {
  const posted: unknown[] = [];
  return { origin, parent, posted, postMessage: (...message: unknown[]) => void posted.push(message) };
}

describe('handing over a port', () => {
  it('gives our page one end, the core the other, and starts it', () => {
    const { ipcMain, attached, started } = desk();
    const ours = frame('app://leadline');
    ipcMain.emit('leadline:connect', { senderFrame: ours });
    expect(ours.posted).toEqual([['leadline:port', null, ['far']]]);
    expect([attached.length, started]).toEqual([1, ['near']]);
  });

  it.each([
    ['a foreign page', frame('https://example.org')],
    ['a frame inside our page', frame('app://leadline', {})],
    ['a frame that is gone', null],
  ])('refuses %s', (_who, senderFrame) => {
    const { ipcMain, attached, log } = desk();
    ipcMain.emit('leadline:connect', { senderFrame });
    expect(attached).toEqual([]);
    expect(senderFrame?.posted ?? []).toEqual([]);
    expect(log.said).toHaveLength(1);
  });
});
