import type { FileProblem } from '../../../../shared/errors/failure.ts';
import type { KeptLine } from './keptLines.ts';

export interface DatedLine<Column extends string> extends KeptLine<Column> {
  /** ISO, UTC. */
  readonly at: string;
}

const LONG_AGO = '0001-01-01T00:00:00.000Z';

/** A line without a moment, as one writes by hand, counts for as new as the line above it: what stands further down is newer. */
export function instantsOf<Column extends string>(
  lines: readonly KeptLine<Column | 'decided_at'>[],
  file: string,
): {
  readonly lines: readonly DatedLine<Column | 'decided_at'>[];
  readonly problems: readonly FileProblem[];
} {
  const problems: FileProblem[] = [];
  let above = LONG_AGO;
  const dated = lines.map((one) => {
    const written = one.values.decided_at;
    const read = written === '' ? Number.NaN : Date.parse(written);
    if (written !== '' && Number.isNaN(read))
      problems.push({
        file,
        line: one.record.line,
        column: 1,
        severity: 'warning',
        message: `“${written.slice(0, 40)}” is no moment (write it like 2026-03-08T10:00:00Z): it counts for as new as the line above`,
      });
    if (!Number.isNaN(read)) above = new Date(read).toISOString();
    return { ...one, at: above };
  });
  return { lines: dated, problems };
}
