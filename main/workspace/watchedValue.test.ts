import { expect, test } from 'vitest';
import { createWatchedValue } from './watchedValue.ts';

test('a watcher gets the current value first, then the latest after changes', async () => {
  const value = createWatchedValue(1);
  const watch = value.watch();
  expect(await watch.next()).toEqual({ done: false, value: 1 });
  value.set(2);
  value.set(3);
  expect(await watch.next()).toEqual({ done: false, value: 3 });
  const waiting = watch.next();
  value.set(4);
  expect(await waiting).toEqual({ done: false, value: 4 });
  await watch.return();
});

test('an aborted signal ends the watch and leaves nothing behind, waiting or not', async () => {
  const value = createWatchedValue('a');
  const abort = new AbortController();
  const waiting = value.watch(abort.signal);
  await waiting.next();
  const pending = waiting.next();
  value.watch(abort.signal);
  expect(value.watchers()).toBe(2);
  abort.abort();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(value.watchers()).toBe(0);
  expect(await value.watch(abort.signal).next()).toEqual({ done: true, value: undefined });
  expect(value.watchers()).toBe(0);
});

test('a reader that leaves while it waits is let go at once', async () => {
  const value = createWatchedValue('a');
  const watch = value.watch();
  await watch.next();
  const pending = watch.next();
  await watch.return();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(value.watchers()).toBe(0);
  for await (const seen of value.watch()) {
    expect(seen).toBe('a');
    break;
  }
  expect(value.watchers()).toBe(0);
});
