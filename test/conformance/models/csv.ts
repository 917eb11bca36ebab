export type Field = string | null;

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Field[])[];
}

/** As PostgreSQL's COPY writes it: `\N` without quotes is NULL, an empty field an empty text. */
export function parseCsv(text: string): CsvTable {
  const rows: Field[][] = [];
  let row: Field[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    let field = '';
    if (quoted) {
      at += 1;
      for (; at < text.length; at += 1) {
        if (text[at] !== '"') field += text[at];
        else if (text[at + 1] === '"') {
          field += '"';
          at += 1;
        } else break;
      }
      at += 1;
    } else {
      const from = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
      field = text.slice(from, at);
    }
    row.push(!quoted && field === '\\N' ? null : field);
    if (text[at] === ',') {
      at += 1;
      // A comma at the very end of a line is followed by one more, empty field.
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      row.push('');
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    rows.push(row);
    row = [];
  }
  const [columns = [], ...rest] = rows;
  return { columns: columns.map((name) => name ?? ''), rows: rest };
}
