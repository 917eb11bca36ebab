import { EventEmitter } from 'node:events';
import type { App, MessageBoxOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { askBeforeQuitting } from './quitting.ts';

function program(parts: { next: { title: string; at: Date } | null; paused?: boolean; choice: number }) {
  const events = new EventEmitter();
  const asked: MessageBoxOptions[] = [];
  let quits = 0;
  let shutdown = () => {};
  askBeforeQuitting({
    app: Object.assign(events, {
      quit: () => {
        quits += 1;
      },
    }) as unknown as Pick<App, 'on' | 'quit'>,
    onShutdown: (listener) => {
      shutdown = listener;
    },
    schedule: { paused: () => parts.paused ?? false, next: () => parts.next },
    now: () => new Date(2026, 10, 22, 20, 0),
    ask: async (question) => {
      asked.push(question);
      return parts.choice;
    },
  });
  const quit = () => {
    let held = false;
    events.emit('before-quit', {
      preventDefault: () => {
        held = true;
      },
    });
    return held;
  };
  return { asked, quit, quits: () => quits, shutdown: () => shutdown() };
}

const next = { title: 'Every morning', at: new Date(2026, 10, 23, 6, 0) };
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('quitting', () => {
  it('names the run that is due next, and ends only when told', async () => {
    const stays = program({ next, choice: 1 });
    expect(stays.quit()).toBe(true);
    await settled();
    expect(stays.asked[0]?.detail).toContain('“Every morning” is due tomorrow at 06:00');
    expect(stays.quits()).toBe(0);

    const leaves = program({ next, choice: 0 });
    expect(leaves.quit()).toBe(true);
    await settled();
    expect(leaves.quits()).toBe(1);
    expect(leaves.quit()).toBe(false);
  });

  it('asks nobody where nothing is due, all is paused, or the machine shuts down', () => {
    expect(program({ next: null, choice: 1 }).quit()).toBe(false);
    expect(program({ next, paused: true, choice: 1 }).quit()).toBe(false);
    const down = program({ next, choice: 1 });
    down.shutdown();
    expect(down.quit()).toBe(false);
    expect(down.asked).toEqual([]);
  });
});
