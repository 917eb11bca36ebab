import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Study } from '../../insight/screen/study.ts';
import type { Holding } from './heldStudy.ts';

export interface NamedPair {
  readonly signal: string;
  readonly outcome: string;
}

/** Where a pair stands in the study that is held. */
export interface PlacedPair {
  readonly signal: number;
  readonly outcome: number;
  /** What both are about, by the names of the study's columns. */
  readonly about: Readonly<Record<string, string | null>>;
  /** Whether the study compares the two. */
  readonly studied: boolean;
}

export function placedPair({ data, file, ready }: Holding, named: NamedPair): Result<PlacedPair> {
  const signal = data.study.signals.findIndex(({ name }) => name === named.signal);
  const outcome = data.study.outcomes.findIndex(({ name }) => name === named.outcome);
  if (signal < 0 || outcome < 0)
    return fail('BAD_INPUT', {
      message: `The study ${ready.name} has no ${signal < 0 ? `signal “${named.signal}”` : `outcome “${named.outcome}”`}.`,
      next: 'Choose another from its list. If a trend or a product was renamed, its days stand under the new name once the models are built again.',
      subject: signal < 0 ? named.signal : named.outcome,
    });
  const told = (columns: readonly string[] | undefined, values: readonly (string | null)[] | undefined) =>
    (columns ?? []).map((column, at) => [column, values?.[at] ?? null] as const);
  return ok({
    ...{ signal, outcome, studied: isStudied(data.study, signal, outcome) },
    about: Object.fromEntries([
      ...told(file.signals.about, data.signals.about[signal]),
      ...told(file.outcomes.about, data.outcomes.about[outcome]),
    ]),
  });
}

function isStudied({ pairs }: Study, signal: number, outcome: number): boolean {
  if (pairs === null) return true;
  for (let at = 0; at < pairs.length; at += 2)
    if (pairs[at] === signal && pairs[at + 1] === outcome) return true;
  return false;
}
