import type { AuditMark } from '../../../shared/contract/audit.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import { marksOfSheet, type ReturnedException } from '../marks/marksOfSheet.ts';
import { type OpenPackage, readPackage } from '../read/readPackage.ts';
import { type Changes, createChanges } from './changes.ts';
import { compareData } from './compareData.ts';
import { comparePage } from './comparePage.ts';
import { packageIdIn } from './packageIdIn.ts';
import type { PackagePrint } from './packagePrint.ts';
import type { ResultCell } from './readSheet.ts';
import type { VerifyWatch } from './verifyWritten.ts';

/** A file that came back, against what was written. */
export interface ComparedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly packageId: string | null;
  readonly foreign: readonly string[];
  /** Cells and rows that nobody was to change. */
  readonly changes: Changes;
  /** Cells of pages and rows of tables that were compared. */
  readonly compared: number;
  /** As the program that saved it came to them. */
  readonly results: readonly { readonly sheet: string; readonly results: readonly ResultCell[] }[];
  readonly marks: readonly AuditMark[];
  readonly exceptions: readonly ReturnedException[];
}

export function compareFile(
  path: string,
  print: PackagePrint,
  { signal, onProgress }: VerifyWatch,
): Promise<Result<ComparedFile>> {
  return readPackage(path, (book) => compared(book, print, onProgress), { signal });
}

async function compared(
  book: OpenPackage,
  print: PackagePrint,
  onProgress: VerifyWatch['onProgress'],
): Promise<ComparedFile> {
  const changes = createChanges();
  const there = new Map(book.sheets.map((name) => [name.toLowerCase(), name]));
  const marks: AuditMark[] = [];
  const exceptions: ReturnedException[] = [];
  const results: { sheet: string; results: readonly ResultCell[] }[] = [];
  let total = 0;
  let rows = 0;
  for (const sheet of print.sheets) {
    const name = there.get(sheet.name.toLowerCase());
    if (name === undefined) {
      changes.add({ sheet: sheet.name, cell: '', was: 'a sheet of the package', is: 'not there any more' });
      continue;
    }
    there.delete(sheet.name.toLowerCase());
    onProgress({ sheet: sheet.name, rows });
    if (sheet.kind === 'data') {
      const before = rows;
      total += await compareData(book, name, sheet, changes, (more) => {
        rows += more;
        onProgress({ sheet: sheet.name, rows });
      });
      if (rows === before) onProgress({ sheet: sheet.name, rows });
      continue;
    }
    const page = await comparePage(book, name, sheet, changes);
    total += sheet.locked.length;
    results.push({ sheet: sheet.name, results: page.results });
    const its = marksOfSheet(sheet, page.filled);
    marks.push(...its.marks);
    exceptions.push(...its.exceptions);
  }
  for (const sheet of there.values())
    changes.add({ sheet, cell: '', was: 'no sheet of the package', is: 'a sheet' });
  const { sha256, bytes, foreign } = book;
  const packageId = await packageIdIn(book);
  return {
    ...{ sha256, bytes, packageId, foreign, results, marks, exceptions },
    ...{ compared: total, changes: changes.told() },
  };
}
