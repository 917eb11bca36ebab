import type { StudiedPair } from '../../../insight/finding/evidence.ts';
import { writeStep } from '../../../insight/grain/stepNumber.ts';

/**
 * The steps on which the two calendars overlap, one row each. The headings are the same for every pair: what series and causes are called is told in
 * finding.json, so that no name can break a row. Numbers are written so that they are read back as they were; a missing one is left empty.
 */
export function dataText({ firstDay, grain = 'day', signal, outcome, known }: StudiedPair): string {
  const headings = [grain, 'signal', 'outcome', ...known.map((_, at) => causeHeading(at))];
  const rows = Array.from(signal, (value, t) =>
    [
      writeStep(firstDay + t, grain),
      cell(value),
      ...[outcome, ...known].map((column) => cell(column[t])),
    ].join(),
  );
  return `${[headings.join(), ...rows].join('\n')}\n`;
}

export function causeHeading(at: number): string {
  return `cause_${at + 1}`;
}

function cell(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}
