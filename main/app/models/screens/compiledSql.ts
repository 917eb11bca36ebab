import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Modelling } from '../modelling.ts';

/** The SQL of one node under the names readers know; `whole`: an incremental model as if from all its rows. */
export async function compiledSql(
  modelling: Modelling,
  id: string,
  signal: AbortSignal = new AbortController().signal,
  whole = false,
): Promise<Result<{ sql: string }>> {
  const compiled = await modelling.compile(
    { selection: { ids: [id] }, ...(whole && { flags: { FULL_REFRESH: true } }) },
    { signal, report: () => {} },
  );
  if (!compiled.ok) return compiled;
  const [one] = compiled.value;
  if (one?.failure) return { ok: false, failure: one.failure };
  if (one === undefined || one.sql === null)
    return fail('MODEL_INVALID', {
      message: 'This node has no SQL.',
      next: 'Choose a model, a snapshot or an analysis.',
      subject: id,
    });
  return ok({ sql: one.sql });
}
