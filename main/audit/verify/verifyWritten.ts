import type { AuditTick } from '../../../shared/contract/audit.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import { readPackage } from '../read/readPackage.ts';
import type { Manifest } from '../register/manifest.ts';
import type { PackagePrint, SetTotals } from './packagePrint.ts';
import { readSheet, type SheetReading } from './readSheet.ts';
import { readReferences } from './references.ts';
import { resultTicks } from './resultTicks.ts';
import { fileTick, foreignTick, referencesTick, sheetsTick } from './ticks.ts';
import { totalsTick } from './totalsTick.ts';

/** What was meant to be in the file. */
export interface Meant {
  readonly package: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: Manifest['sheets'];
  readonly sets: readonly SetTotals[];
}

export interface VerifyWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly sheet: string; readonly rows: number }) => void;
}

/** Reads a file that should be as Leadline wrote it, every cell of it, and holds it to what was meant. */
export function verifyWritten(
  path: string,
  meant: Meant,
  { signal, onProgress }: VerifyWatch,
): Promise<Result<{ readonly ticks: AuditTick[]; readonly print: PackagePrint }>> {
  return readPackage(
    path,
    async (book) => {
      const readings: SheetReading[] = [];
      const froms = new Map(meant.sets.flatMap(({ parts }) => parts.map((part) => [part.sheet, part.from])));
      let rows = 0;
      for (const name of book.sheets) {
        const from = froms.get(name);
        const reading = await readSheet(book, name, from === undefined ? null : { from }, (more) => {
          rows += more;
          onProgress({ sheet: name, rows });
        });
        readings.push(reading);
      }
      const pages = new Set(meant.sheets.flatMap(({ name, kind }) => (kind === 'page' ? [name] : [])));
      const ticks = [
        fileTick(book, meant),
        sheetsTick(readings, meant.sheets),
        totalsTick(readings, meant.sets),
        ...resultTicks(readings),
        referencesTick(await readReferences(path, pages, signal), readings),
        foreignTick(book.foreign),
      ];
      const print: PackagePrint = {
        format: 1,
        sheets: readings.map((reading) => reading.print),
        sets: [...meant.sets],
      };
      return { ticks, print };
    },
    { signal },
  );
}
