import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { closeBeforeLeaving } from './leaving.ts';
import { emitter, RefusableEvent } from './testing.ts';

/** Quits as Electron does: once nobody objects. */
function program() {
  const app = emitter<App, { left: boolean }>({
    left: false,
    quit() {
      app.emit('before-quit', { defaultPrevented: false });
      const event = new RefusableEvent();
      app.emit('will-quit', event);
      app.left = !event.refused;
    },
  } as { left: boolean });
  return app;
}

describe('leaving', () => {
  it('waits for the core, closes it once and then leaves', async () => {
    const app = program();
    let closed = 0;
    const core = Promise.withResolvers<void>();
    const leaving = closeBeforeLeaving({
      app,
      close: () => {
        closed += 1;
        return core.promise;
      },
      onTrouble() {},
    });
    expect(leaving.now()).toBe(false);
    app.quit();
    app.quit();
    expect([leaving.now(), app.left, closed]).toEqual([true, false, 1]);
    core.resolve();
    await expect.poll(() => app.left, { timeout: 10_000 }).toBe(true);
    expect(closed).toBe(1);
  });

  it('leaves a core behind that can not close, and says so', async () => {
    for (const close of [() => Promise.reject(new Error('stuck')), () => new Promise<void>(() => {})]) {
      const app = program();
      const troubles: unknown[] = [];
      closeBeforeLeaving({ app, close, onTrouble: (error) => void troubles.push(error), patience: 30 });
      app.quit();
      await expect.poll(() => app.left, { timeout: 10_000 }).toBe(true);
      expect(troubles).toHaveLength(1);
    }
  });
});
