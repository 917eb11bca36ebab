/**
 * A value that may still be on its way. Most expressions never wait, so they are worked out at once; only what reaches
 * a promise goes on asynchronously. Awaiting every node instead costs several times the work itself.
 */
export type Later<T> = T | Promise<T>;

export function after<T, U>(value: Later<T>, next: (value: T) => Later<U>): Later<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Works through the items one after another: the second begins when the first is done. */
export function inOrder<T, U>(items: Iterable<T>, work: (item: T) => Later<U>): Later<U[]> {
  const results: U[] = [];
  const iterator = items[Symbol.iterator]();
  for (let step = iterator.next(); !step.done; step = iterator.next()) {
    const result = work(step.value);
    if (result instanceof Promise) return finish(result, results, iterator, work);
    results.push(result);
  }
  return results;
}

async function finish<T, U>(
  first: Promise<U>,
  results: U[],
  iterator: Iterator<T>,
  work: (item: T) => Later<U>,
): Promise<U[]> {
  results.push(await first);
  for (let step = iterator.next(); !step.done; step = iterator.next()) results.push(await work(step.value));
  return results;
}
