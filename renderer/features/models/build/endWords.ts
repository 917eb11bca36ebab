import type { BuildEnd, BuildPicture } from '../../../../shared/contract/models.ts';
import type { StateKind } from '../../../ui/State.tsx';

export interface EndWords {
  readonly state: StateKind;
  readonly sentence: string;
  readonly next: string | null;
}

/** What a build came to, in a sentence, and what to do then. */
export function endWords(
  build: Pick<BuildPicture, 'trouble' | 'total' | 'steps' | 'wish'>,
  end: BuildEnd,
  number: (value: number) => string,
): EndWords {
  const published = end.published.length;
  const relations = (count: number) => `${number(count)} ${count === 1 ? 'relation' : 'relations'}`;
  if (end.status === 'cancelled')
    return {
      state: 'idle',
      sentence: 'Cancelled: nothing was published, readers see what they saw before.',
      next: null,
    };
  if (end.failure !== null) return { state: 'broken', sentence: 'The build could not run.', next: null };
  const kept = end.keptBack.length;
  if (end.status === 'success') {
    const unchanged = Object.values(build.steps).filter((step) => step === 'unchanged').length;
    if (published > 0) return { state: 'ok', sentence: `${relations(published)} published.`, next: null };
    return {
      state: 'ok',
      sentence:
        unchanged > 0
          ? `Nothing to do: ${number(unchanged)} ${unchanged === 1 ? 'node is' : 'nodes are'} as they were built.`
          : 'Done.',
      next: null,
    };
  }
  const broken = build.trouble.some(({ kind, status }) => status === 'error' && kind !== 'test');
  return {
    state: 'broken',
    sentence:
      published === 0
        ? kept === 0
          ? 'Not everything went well.'
          : `Nothing was published: ${relations(kept)} kept back.`
        : `${relations(published)} published, ${number(kept)} kept back.`,
    next: broken
      ? 'Readers see what they saw before of all that was kept back. Mend what is named above, then build again.'
      : kept === 0
        ? null
        : 'Readers see what they saw before. Mend the rows, the model or the check, then build again.',
  };
}
