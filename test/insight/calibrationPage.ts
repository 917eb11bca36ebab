import type { Verdict } from '../../main/insight/finding/verdict.ts';
import type { Share } from './calibration.ts';
import { wilson } from './wilson.ts';

export interface Row {
  readonly what: string;
  readonly seeds: string;
  /** Null for what isn't a share of a count. */
  readonly share: Share | null;
  readonly shown: string;
  readonly gate: { readonly text: string; readonly met: boolean } | null;
}

export function calibrationPage(
  rows: readonly Row[],
  verdictTable: readonly string[],
  verdicts: readonly Verdict[],
  judged: number,
  grains: readonly Row[],
): string {
  return `# Calibration

Written by \`npm run calibrate\`; change nothing here by hand. Pairs of social and sales counts, 730 days unless said otherwise, from the
generator in \`test/insight/syntheticPair.ts\`, whose truth is known. No promotion calendar is given, though the sales have promotions. Leads from
-30 to 30 days. A claim is p ≤ 0.05 and q ≤ 0.10; alone, q is p. Brackets hold 95 % intervals of the shares (Wilson).

The generator's seasons are the ones that the design takes out, so that this is the best case: real holidays and shifting seasons
are worse.

| what | seeds | share | gate | |
| --- | --- | --- | --- | --- |
${rows.map(lineOf).join('\n')}

## Verdicts

What ${judged} pairs of a kind are called, all checks run.

| pairs | seeds | ${verdicts.join(' | ')} |
| --- | --- | ${verdicts.map(() => '---:').join(' | ')} |
${verdictTable.join('\n')}

${GRAINS_TITLE}

${grainsText(grains)}`;
}

export const GRAINS_TITLE = '## Weeks and hours';

export function grainsText(rows: readonly Row[]): string {
  return `The same of pairs by week and by hour, from \`test/insight/grainPair.ts\`: leads up to 12 weeks or 72 hours; weekends have another day than
weekdays, and every season is shared but for its height and, where it says trend, its phases. Planted leads have elasticities from 0.4 to 0.8.

| what | seeds | share | gate | |
| --- | --- | --- | --- | --- |
${rows.map(lineOf).join('\n')}
`;
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function lineOf({ what, seeds, share, shown, gate }: Row): string {
  const bounds = share === null ? null : wilson(share);
  const counts =
    share === null || bounds === null
      ? shown
      : `${shown} (${share.count} of ${share.of}) [${percent(bounds.lower)}, ${percent(bounds.upper)}]`;
  return `| ${what} | ${seeds} | ${counts} | ${gate?.text ?? ''} | ${gate === null ? '' : gate.met ? 'met' : 'not met'} |`;
}
