import type { Row, Value } from '../../../../shared/domain/column.ts';
import type { RowMaker, RowSourceOutcome } from '../../store.ts';
import type { Operations, Progress } from '../protocol.ts';
import type { Connection } from './connection.ts';
import { insertRows } from './insertRows.ts';
import { quoteName } from './names.ts';
import { refuse } from './refusal.ts';
import type { Turn } from './turn.ts';

const REPORT_EVERY_MS = 100;
const APPENDING_CACHE_KB = 8_192;

/** Rows are made here, beside the writer, so that none of them crosses to another thread. */
export async function insertFrom(
  connection: Connection,
  turn: Turn,
  asked: Operations['insertFrom']['ask'],
  tell: (progress: Progress) => void,
): Promise<RowSourceOutcome> {
  const made = (await makerOf(asked.module))(asked.input, atMostTenASecond(tell));
  const { wellFormed } = asked;
  const restoreCache = smallCache(connection, asked.relation);
  let rows = 0;
  let held: readonly Row[] = [];
  try {
    for (;;) {
      const step = made.next();
      const next = step instanceof Promise ? await step : step;
      if (next.done === true) {
        rows += insertRows(connection, asked, held, { before: rows, wellFormed });
        return { rows, outcome: next.value };
      }
      const batch: readonly Row[] = held.length === 0 ? next.value : held.concat(next.value as Value[][]);
      const done = insertRows(connection, asked, batch, { before: rows, holdBack: true, wellFormed });
      rows += done;
      held = batch.slice(done);
      await turn.breathe();
    }
  } finally {
    restoreCache();
    // A maker that is left early still closes its files.
    await made.return(undefined);
  }
}

/** Appending to a table without indexes never comes back to a page, and the memory is better left to the maker. */
function smallCache(connection: Connection, relation: string): () => void {
  const { db } = connection;
  const indexes = db.pragma(`index_list(${quoteName(relation)})`);
  if (Array.isArray(indexes) && indexes.length > 0) return () => undefined;
  const usual = db.pragma('cache_size', { simple: true });
  db.pragma(`cache_size = -${APPENDING_CACHE_KB}`);
  return () => db.pragma(`cache_size = ${usual}`);
}

async function makerOf(module: string): Promise<RowMaker> {
  const loaded: { default?: unknown } = await import(module);
  if (typeof loaded.default === 'function') return loaded.default as RowMaker;
  throw refuse('INTERNAL', {
    message: `${module} has no default export that makes rows.`,
    next: 'Report this defect with the log.',
  });
}

function atMostTenASecond(tell: (progress: Progress) => void): (progress: Progress) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - told < REPORT_EVERY_MS) return;
    told = now;
    tell(progress);
  };
}
