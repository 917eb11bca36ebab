import type { FilePlan } from '../plan.ts';
import { CsvScanner, type Scanned } from './scanner.ts';
import { createLineSkipper } from './skipLines.ts';

export type CsvPlan = FilePlan & { format: { kind: 'csv' } };

/** Takes the table of a file apart as its plan says. Throws `EndlessRow`. */
export function createTableScanner({
  format,
  columns,
  rules,
}: CsvPlan): (text: string, last: boolean) => Scanned {
  const { delimiter, quote, skipLines } = format;
  const scanner = new CsvScanner({
    delimiter,
    quote,
    width: columns.length,
    ragged: rules.ragged,
    firstLine: skipLines + 1,
  });
  const inTable = createLineSkipper(skipLines);
  return (text, last) => scanner.scan(inTable(text), last);
}
