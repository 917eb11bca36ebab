/** One record of a file that people edit, with its place, so that it can be told and taken out without touching another. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** Of its first line, from 1. */
  readonly line: number;
  /** Places in the text: the record ends behind its line break. */
  readonly from: number;
  readonly to: number;
  /** A quotation mark was opened and never closed. */
  readonly open: boolean;
}

/** Commas or semicolons, by the first line; quotes are doubled within quotes. Empty lines are no records. */
export function csvRecords(text: string): {
  readonly records: readonly CsvRecord[];
  readonly mark: ',' | ';';
} {
  const begin = text.startsWith('\ufeff') ? 1 : 0;
  const head = text.slice(begin).split(/\r?\n/, 1)[0] ?? '';
  const mark = head.includes(';') && !head.includes(',') ? ';' : ',';
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = begin; at < text.length; ) {
    const record = readRecord(text, at, mark, line);
    line += text.slice(at, record.to).split('\n').length - 1;
    at = record.to;
    if (record.cells.some((cell) => cell.trim() !== '')) records.push(record);
  }
  return { records, mark };
}

function readRecord(text: string, from: number, mark: string, line: number): CsvRecord {
  const cells: string[] = [];
  let cell = '';
  let at = from;
  let quoted = false;
  for (; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (letter === mark) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') break;
    else cell += letter;
  }
  cells.push(cell);
  const trimmed = cells.map((one) => one.replace(/\r$/, '').trim());
  return { cells: trimmed, line, from, to: Math.min(text.length, at + 1), open: quoted };
}

export function csvCell(value: string, mark: string): string {
  return value.includes(mark) || /["\r\n]/.test(value) || value !== value.trim()
    ? `"${value.replaceAll('"', '""')}"`
    : value;
}
