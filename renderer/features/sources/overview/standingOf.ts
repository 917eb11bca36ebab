import type { SourceCard } from '../../../../shared/contract/sources.ts';
import type { FailureCode } from '../../../../shared/errors/failure.ts';
import type { StateKind } from '../../../ui/State.tsx';

/** What keeps a source from being extracted, in as few words as a table has room for. */
const WHY: Partial<Record<FailureCode, string>> = {
  FILE_INVALID: 'Its file is broken',
  MANIFEST_INVALID: 'Its connector is broken',
  SOURCE_UNKNOWN: 'Its connector is missing',
  SOURCE_REFUSED: 'Settings incomplete',
  SECRET_NOT_FOUND: 'Key or password missing',
  TERMS_REFUSED: 'Approval needed',
};

const WAITS: ReadonlySet<FailureCode> = new Set(['SOURCE_REFUSED', 'SECRET_NOT_FOUND', 'TERMS_REFUSED']);

/** Nobody has set it up whole yet, and nothing is wrong with that. */
export function isWaiting({ problem, streams }: Pick<SourceCard, 'problem' | 'streams'>): boolean {
  return problem !== null && WAITS.has(problem.code) && streams.every(({ last }) => last === null);
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** A source in one word: the worst of what its chosen streams came to. */
export function standingOf({
  problem,
  running,
  streams,
}: Pick<SourceCard, 'problem' | 'running' | 'streams'>): {
  state: StateKind;
  words: string;
} {
  if (running !== null) return { state: 'running', words: 'Extracting' };
  if (problem !== null) {
    const words = WHY[problem.code] ?? 'Can’t be extracted';
    return isWaiting({ problem, streams })
      ? { state: 'idle', words: `Waiting: ${lower(words)}` }
      : { state: 'broken', words };
  }
  const chosen = streams.filter((stream) => stream.chosen && stream.unsupported.length === 0);
  const read = chosen.flatMap(({ last }) => (last === null ? [] : [last.status]));
  if (read.length === 0) return { state: 'idle', words: 'Never extracted' };
  const failed = read.filter((status) => status === 'failed').length;
  if (failed > 0) return { state: 'broken', words: `${failed} of ${chosen.length} failed` };
  const warned = read.filter((status) => status === 'warning').length;
  if (warned > 0) return { state: 'warning', words: `${warned} of ${chosen.length} to be looked at` };
  return read.includes('cancelled') ? { state: 'idle', words: 'Cancelled' } : { state: 'ok', words: 'OK' };
}
