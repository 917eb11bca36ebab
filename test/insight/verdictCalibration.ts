import { judgePair } from '../../main/insight/finding/finding.ts';
import type { Verdict } from '../../main/insight/finding/verdict.ts';
import { seedsFrom } from './dayCalibration.ts';
import { studiedPair } from './studiedPair.ts';

const JUDGED = 60;
const VERDICTS: readonly Verdict[] = [
  'confirmed',
  'suggestive',
  'unresolved lag',
  'sales lead social',
  'no evidence',
];

/** What pairs of a kind are called, all checks run, as a table. */
export function verdictsText(say: (text: string) => void): string {
  const lines = (
    [
      ['elasticity 0.15', 'planted', 44_000_000, { effect: 0.15 }],
      ['elasticity 0.25 to 0.8', 'planted', 44_010_000, {}],
      ['spread over three days', 'planted_distributed', 44_020_000, {}],
      ['sales first', 'reverse', 44_030_000, {}],
      ['unrelated, shared season', 'null_shared_season', 44_040_000, {}],
    ] as const
  ).map(([name, kind, seed, options]) => {
    const counts = new Map<Verdict, number>();
    for (let i = 0; i < JUDGED; i++) {
      const { verdict } = judgePair(studiedPair(seed + i, kind, options).pair);
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    }
    say(`${name}: ${[...counts].map(([verdict, count]) => `${verdict} ${count}`).join(', ')}`);
    const cells = VERDICTS.map((verdict) => counts.get(verdict) ?? 0);
    return `| ${name} | ${seedsFrom(seed, JUDGED)} | ${cells.join(' | ')} |`;
  });
  return `What ${JUDGED} pairs of a kind are called, all checks run.

| pairs | seeds | ${VERDICTS.join(' | ')} |
| --- | --- | ${VERDICTS.map(() => '---:').join(' | ')} |
${lines.join('\n')}
`;
}
