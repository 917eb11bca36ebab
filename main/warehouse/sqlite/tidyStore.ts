import type { Logger } from '../../log/log.ts';
import type { Measure } from './protocol.ts';
import type { Reading } from './reading.ts';
import type { Writing } from './writing.ts';

const UNSEEN: { priority: 'background'; timeoutMs: number } = { priority: 'background', timeoutMs: 60_000 };

/**
 * Measures what changed, analyzes, and moves the write-ahead log into the file. Measuring reads whole tables and so
 * happens on a reader, one table at a time. Answers the number of commits it has seen; with no new one there is nothing to do.
 */
export async function tidyStore(
  reading: Reading,
  writing: Writing,
  seen: number,
  log: Logger,
): Promise<number> {
  const before = writing.commits();
  if (before === seen && seen > 0) return seen;
  const measures: Measure[] = [];
  const changed = await reading.read('unmeasured', null, UNSEEN);
  for (const relation of changed.ok ? changed.value.value : []) {
    const measured = await reading.read('measure', relation, UNSEEN);
    if (measured.ok) measures.push(measured.value.value);
  }
  await writing.withWriter(UNSEEN, async (writer) => {
    // What was measured before a write says nothing after it; the next tidy sees to it.
    if (measures.length > 0 && writing.commits() === before) await remembered(writer, measures);
    const done = await writer.call('checkpoint', null);
    if (!done.ok) log.warn('The warehouse could not be tidied.', { why: done.failure.message });
  });
  return before;
}

async function remembered(
  writer: Parameters<Parameters<Writing['withWriter']>[1]>[0],
  measures: readonly Measure[],
): Promise<void> {
  if (!(await writer.call('begin', { commit: 'usual' })).ok) return;
  const kept = await writer.call('remember', measures);
  await writer.call(kept.ok ? 'commit' : 'rollback', null);
}
