import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { askSource } from './askSource.ts';
import type { SourcesOptions } from './sourceDesk.ts';

/** Somebody looks at the screen: what an extraction would ask again for a minute is told by now. */
const PATIENCE_MS = 15_000;

/** Reads one record, as the connector says; answers with the milliseconds it took. */
export async function checkPatiently(
  options: SourcesOptions,
  name: string,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<Result<number>> {
  const patience = AbortSignal.timeout(patienceMs);
  let said = '';
  const onSay = (message: string) => {
    said = message;
  };
  const began = performance.now();
  const checked = await askSource(options, { name, onSay }, ({ ready }) =>
    ready.opened.check(AbortSignal.any([signal, patience])),
  );
  if (checked.ok) return ok(performance.now() - began);
  if (!patience.aborted || signal.aborted || checked.failure.code !== 'CANCELLED') return checked;
  return fail('SOURCE_UNREACHABLE', {
    message: `${name} did not answer within ${patienceMs / 1_000} seconds. ${said}`.trim(),
    next: 'Look at its address and at its last requests, or try again later.',
    subject: name,
    retry: true,
  });
}
