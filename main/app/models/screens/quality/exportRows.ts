import { open } from 'node:fs/promises';
import { cellsOf } from '../../../../../shared/domain/cell.ts';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import type { Finding } from './checkDetail.ts';
import { csvLine } from './csv.ts';

const PAGE = 5_000;

/** Writes the rows that speak against a check: all of them where they are stored, else those that were kept with its result. */
export async function exportRows(
  { store, builds }: Warehouse,
  { sample, failuresIn }: Finding,
  path: string,
): Promise<Result<{ path: string; rows: number }>> {
  if (failuresIn === null && sample === null)
    return fail('BAD_INPUT', {
      message: 'No rows are on record for this check.',
      next: 'Build again: the rows that speak against a check are kept with its verdict.',
    });
  const file = await open(path, 'w').catch((error: unknown) => error);
  if (!isHandle(file))
    return fail('FOLDER_UNWRITABLE', {
      message: `The file ${path} can't be written: ${file instanceof Error ? file.message : file}.`,
      next: 'Choose another place.',
      subject: path,
    });
  try {
    if (failuresIn === null) {
      await file.write(csvLine(sample?.columns ?? []));
      for (const row of sample?.rows ?? []) await file.write(csvLine(row));
      return ok({ path, rows: sample?.rows.length ?? 0 });
    }
    const at = failuresIn.indexOf('.');
    const relation = builds.written({
      database: builds.database,
      schema: failuresIn.slice(0, at),
      identifier: failuresIn.slice(at + 1),
    });
    let rows = 0;
    for (;;) {
      const page = await store.query(`select * from ${relation} limit ${PAGE} offset ${rows}`);
      if (!page.ok) return page;
      if (rows === 0) await file.write(csvLine(page.value.columns.map(({ name }) => name)));
      await file.write(cellsOf(page.value.rows).map(csvLine).join(''));
      rows += page.value.rows.length;
      if (page.value.rows.length < PAGE) return ok({ path, rows });
    }
  } finally {
    await file.close();
  }
}

function isHandle(value: unknown): value is Awaited<ReturnType<typeof open>> {
  return typeof value === 'object' && value !== null && 'write' in value;
}
