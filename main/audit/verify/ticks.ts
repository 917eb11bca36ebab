import type { AuditTick } from '../../../shared/contract/audit.ts';
import type { OpenPackage } from '../read/readPackage.ts';
import type { Manifest } from '../register/manifest.ts';
import type { SheetReading } from './readSheet.ts';
import type { References } from './references.ts';

const MOST_TOLD = 5;

export function tick(title: string, faults: readonly string[], right: string): AuditTick {
  if (faults.length === 0) return { title, is: 'ok', told: right };
  const more = faults.length - MOST_TOLD;
  const listed = faults.slice(0, MOST_TOLD).join('; ');
  return { title, is: 'failed', told: `${listed}${more > 0 ? `; and ${counted(more)} more` : ''}.` };
}

export function counted(number: number): string {
  return number.toLocaleString('en-GB');
}

export function fileTick(
  { sha256, bytes, packageId }: Pick<OpenPackage, 'sha256' | 'bytes' | 'packageId'>,
  meant: { readonly package: string; readonly sha256: string; readonly bytes: number },
): AuditTick {
  const faults: string[] = [];
  if (sha256 !== meant.sha256)
    faults.push(
      `The SHA-256 of the file is ${sha256}, with ${counted(bytes)} bytes; it was written as ${meant.sha256}, with ${counted(meant.bytes)}`,
    );
  if (packageId !== meant.package)
    faults.push(`The file says it is ${packageId ?? 'no package'}, and it was written as ${meant.package}`);
  return tick('File', faults, `${counted(bytes)} bytes with the SHA-256 ${sha256}, as written.`);
}

/** Each sheet is hashed anew from the cells that were read. */
export function sheetsTick(readings: readonly SheetReading[], meant: Manifest['sheets']): AuditTick {
  const read = new Map(readings.map((one) => [one.print.name, one]));
  const faults = meant.flatMap(({ name, digest, kind, rows }) => {
    const one = read.get(name);
    if (one === undefined) return [`The sheet ${name} is missing`];
    if (kind === 'data' && one.rows !== rows)
      return [`${name} holds ${counted(one.rows)} rows, and ${counted(rows)} were written`];
    return one.digest === digest ? [] : [`${name} holds other cells than were written`];
  });
  const known = new Set(meant.map(({ name }) => name));
  for (const name of read.keys()) if (!known.has(name)) faults.push(`The sheet ${name} was not written`);
  const cells = readings.reduce((sum, one) => sum + one.cells, 0);
  return tick(
    'Cells',
    faults,
    `${counted(cells)} cells of ${readings.length} sheets were read back: each sheet hashes to what it was written as.`,
  );
}

export function referencesTick(
  { links, names, lost }: References,
  readings: readonly SheetReading[],
): AuditTick {
  const there = new Set(readings.map(({ print }) => print.name));
  const faults = lost.map((one) => `Nothing is where this leads: ${one}`);
  let formulas = 0;
  for (const { print, mentioned, formulas: its } of readings) {
    formulas += its;
    for (const sheet of mentioned)
      if (!there.has(sheet))
        faults.push(`Formulas of ${print.name} speak of a sheet ${sheet} that is not there`);
  }
  return tick(
    'Links and names',
    faults,
    `${counted(links)} links, ${counted(names)} names and the sheets that ${counted(formulas)} formulas speak of are there.`,
  );
}

export function foreignTick(foreign: readonly string[]): AuditTick {
  return tick(
    'Nothing foreign',
    foreign.map((part) => `It holds ${part}`),
    'No macros, no links to other files, nothing embedded.',
  );
}
