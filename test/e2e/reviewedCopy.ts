import { readFileSync, writeFileSync } from 'node:fs';
import { read, utils, type WorkSheet, write } from 'xlsx';

/** A package as a reviewer sends it back: a mark with a comment, an exception left open with words, and a cell that nobody should have changed. */
export function reviewedCopy(file: string, to: string): void {
  const book = read(readFileSync(file), { cellStyles: true });
  const sheet = (name: string): WorkSheet => {
    const found = book.Sheets[name];
    if (found === undefined) throw new Error(`The package has no sheet ${name}.`);
    return found;
  };
  const review = sheet('Review');
  const first = rowUnder(review, 'Mark');
  set(review, first, 'Mark', 'question');
  set(review, first, 'Comment', 'Looked at <b>twice</b>');
  set(review, first, 'Initials', 'AB');
  set(review, first, 'What', 'Something else');
  const exceptions = sheet('Exceptions');
  const open = rowUnder(exceptions, 'Disposition');
  set(exceptions, open, 'Comment', 'Ask the shop');
  set(exceptions, open, 'Initials', 'AB');
  writeFileSync(to, write(book, { type: 'buffer', bookType: 'xlsx', cellStyles: true }) as Buffer);
}

function rowUnder(sheet: WorkSheet, heading: string): number {
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, blankrows: true });
  return rows.findIndex((cells) => cells.includes(heading)) + 1;
}

function set(sheet: WorkSheet, row: number, heading: string, text: string): void {
  const headings = utils.sheet_to_json<unknown[]>(sheet, { header: 1, blankrows: true })[row - 1] ?? [];
  const at = utils.encode_cell({ r: row, c: headings.indexOf(heading) });
  sheet[at] = { ...sheet[at], t: 's', v: text };
}
