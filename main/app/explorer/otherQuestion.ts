import type { UsedVersion } from '../../../shared/contract/explorer.ts';
import { dayWords } from '../../../shared/domain/dayWords.ts';
import { AS_THE_STUDY, type PairToggles } from '../../../shared/domain/pairToggles.ts';

interface Question {
  readonly studied: boolean;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly toggles: PairToggles;
}

const WORDS: Readonly<Record<keyof PairToggles, string>> = {
  log: 'counts are compared as they are, not by their logarithm',
  season: 'season and trend are left in',
  causes: 'promotions and holidays are left in',
  whiten: 'the own past of both is left in',
  ranks: 'values are compared, not ranks',
  changes: 'changes are compared, not levels',
};

/** Why what is asked isn't what the study asked, so that no verdict of it stands here; null where it is. */
export function otherQuestion(asked: Question): string | null {
  const parts = [
    ...(asked.studied ? [] : ['the study doesn’t compare these two']),
    ...(asked.from === undefined && asked.to === undefined
      ? []
      : [
          `only days ${asked.from === undefined ? '' : `from ${dayWords(asked.from)} `}${asked.to === undefined ? '' : `to ${dayWords(asked.to)} `}count`.replace(
            '  ',
            ' ',
          ),
        ]),
    ...(Object.keys(WORDS) as (keyof PairToggles)[])
      .filter((key) => asked.toggles[key] !== AS_THE_STUDY[key])
      .map((key) => WORDS[key]),
  ];
  if (parts.length === 0) return null;
  return `This is another question than the study’s: ${parts.join('; ')}. It isn’t corrected for how many were tried, so take it as a hint.`;
}

/** The same question of another time: before the first run, or after something changed. */
export function otherTime(version: UsedVersion | null): string | null {
  return version === null
    ? 'The study has not been run, so that this pair has no verdict yet and isn’t corrected for the others.'
    : version.stale && `${version.stale} Run the study again for findings of now.`;
}
