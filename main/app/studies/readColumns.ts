import { setImmediate } from 'node:timers/promises';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { previewFile } from '../../sources/files/files.ts';
import makeRows, { type FileOutcome } from '../../sources/files/makeRows.ts';
import { type FilePlan, type Preview, type PreviewColumn, planFile } from '../../sources/files/plan.ts';
import { asResult, cancelled, unreadable } from '../../sources/files/trouble.ts';
import { type CellReader, cellReader, type Holds } from './cellReader.ts';

export interface WantedColumn {
  readonly name: string;
  readonly holds: Holds;
}

/** The cells of the columns asked for, in that order. */
export type TakeRow = (cells: readonly string[]) => void;

/**
 * Reads some columns of a table file, whatever else is in it. Cells come as text, so that a word among numbers refuses one series and not the
 * file. A row that doesn't fit the table fails the file: nobody knows what it says.
 */
export async function readColumns(
  path: string,
  wanted: readonly WantedColumn[],
  { signal, report }: Work,
  take: TakeRow,
): Promise<Result<void>> {
  const preview = await previewFile(path, { header: true }, signal);
  if (!preview.ok) return preview;
  const columns = findColumns(preview.value, wanted);
  if (!columns.ok) return columns;
  const { plan, places, readers } = columns.value;
  return asResult(async () => {
    const rows = makeRows({ plan, rejectedTo: null }, ({ rows: done, bytes, totalBytes }) =>
      report({ step: `reading · row ${done}`, done: bytes, total: totalBytes ?? bytes, unit: 'bytes' }),
    );
    for (;;) {
      const { done, value } = await rows.next();
      // Rows of a plain file are there at once: without a turn of the loop nothing could stop the reading.
      await setImmediate();
      if (signal.aborted) throw cancelled(path);
      if (done) return assertWhole(path, value as FileOutcome);
      for (const row of value) take(readers.map((read, at) => read(row[places[at] as number])));
    }
  });
}

interface Columns {
  readonly plan: FilePlan;
  /** Of each name, where its cell is in a row. */
  readonly places: readonly number[];
  readonly readers: readonly CellReader[];
}

function findColumns(preview: Preview, wanted: readonly WantedColumn[]): Result<Columns> {
  const headings = preview.columns.map(({ original }) => original.trim());
  const positions = wanted.map(({ name }) => headings.indexOf(name.trim()));
  const absent = wanted.filter((_, at) => positions[at] === -1);
  if (absent.length > 0)
    return fail('BAD_INPUT', {
      message: `${preview.path} has no column ${absent.map(({ name }) => `“${name}”`).join(', ')}.`,
      next: `Its columns are ${headings.map((heading) => `“${heading}”`).join(', ')}.`,
      subject: preview.path,
    });
  const kept = [...new Set(positions)].sort((a, b) => a - b);
  const plan = planFile(preview, {
    columns: headings.map((_, position) => ({
      position,
      type: { kind: 'text' },
      skip: !kept.includes(position),
    })),
  });
  return ok({
    plan,
    places: positions.map((position) => kept.indexOf(position)),
    readers: wanted.map(({ holds }, at) =>
      cellReader(preview.columns[positions[at] as number] as PreviewColumn, holds),
    ),
  });
}

function assertWhole(path: string, { rejected, problems }: FileOutcome): void {
  const [first] = problems;
  if (rejected === 0 || first === undefined) return;
  const others = rejected === 1 ? '' : `, and ${rejected - 1} more rows are wrong`;
  throw unreadable(
    path,
    `${path}, line ${first.line}: the row ${first.reason}${others}.`,
    'Correct the file, or write it again with the program it comes from.',
  );
}
