import { createHash, type Hash } from 'node:crypto';
import type { Cell } from '../../workbook/cell.ts';
import { MOST_ROWS } from '../../workbook/reference.ts';
import { AFTER_ROW } from '../../workbook/spelling.ts';
import type { ZipStream } from '../zip/createZip.ts';
import { attachmentsOf } from './attachments.ts';
import { CellWriter } from './cellWriter.ts';
import { type DataLayout, writeHead } from './dataLayout.ts';
import { noExtras } from './extras.ts';
import { MOST_LINKS, sheetTail } from './sheetTail.ts';
import type { SheetOfFile, Writing } from './writing.ts';

/** Passed on when so many letters wait: larger pieces are only moved around in memory. */
const PIECE = 96 * 1024;
/** Of the XML of one sheet: what a zip entry can say of itself in the form that every program reads, at three bytes a letter. */
const MOST_LETTERS = 1_400_000_000;
const MOST_NOTES = 1_000;
const LEFT_OUT = 'A sheet holds no more links or notes: those of later rows are left out.';

/** One sheet of the file that takes rows until it is full. */
export class DataPart {
  rows = 0;
  readonly name: string;
  private letters = 0;
  private readonly part: string;
  private readonly layout: DataLayout;
  private readonly writing: Writing;
  private readonly stream: ZipStream;
  private readonly cells: CellWriter;
  private readonly extras = noExtras();
  /** Sentences about the cells of a column, for the note on its title. */
  private readonly told = new Map<number, Set<string>>();
  /** Of all rows of the sheet so far, those of earlier parts included. */
  private readonly whole: Hash;
  private readonly own = createHash('sha256');

  private constructor(
    at: { name: string; part: string; whole: Hash },
    layout: DataLayout,
    writing: Writing,
    stream: ZipStream,
  ) {
    this.name = at.name;
    this.part = at.part;
    this.whole = at.whole;
    this.layout = layout;
    this.writing = writing;
    this.stream = stream;
    this.cells = new CellWriter({
      styles: writing.styles,
      extras: this.extras,
      hasSheet: (wanted) => writing.sheetNames.has(wanted),
      tell: (_, column, sentence) => this.tell(column, sentence),
    });
  }

  static async open(
    at: { name: string; first: boolean; whole: Hash },
    layout: DataLayout,
    writing: Writing,
  ): Promise<DataPart> {
    const part = `xl/worksheets/sheet${writing.parts.next('sheet')}.xml`;
    const stream = await writing.parts.stream('worksheet', part);
    const opened = new DataPart({ ...at, part }, layout, writing, stream);
    writeHead(opened.cells, layout, at.first, writing);
    return opened;
  }

  /** Where the row that comes next will stand. */
  private get at(): number {
    return this.layout.titleRow + 1 + this.rows;
  }

  get full(): boolean {
    return isFull(this.at, this.letters);
  }

  /** Whether it is time to `pass` what was added. */
  get waits(): boolean {
    return this.cells.xml.length > PIECE;
  }

  add(row: readonly Cell[]): void {
    const { cells, layout } = this;
    const { letters, plain, sheet } = layout;
    if (row.length > letters.length)
      throw new Error(`A row of “${sheet.name}” has ${row.length} cells for ${letters.length} columns.`);
    const at = this.at;
    cells.xml += `<row r="${at}">`;
    cells.beginRow();
    for (let index = 0; index < row.length; index += 1) {
      const cell = row[index];
      const set = plain[index];
      if (cell === undefined || set === undefined) continue;
      cells.write(cell, at, index + 1, `${letters[index]}${at}`, set);
    }
    cells.xml += '</row>';
    cells.spelled += AFTER_ROW;
    this.rows += 1;
    if (this.extras.links.length > MOST_LINKS || this.extras.notes.length > MOST_NOTES) this.leaveOut();
  }

  async pass(): Promise<void> {
    const { xml, spelled } = this.cells;
    this.letters += xml.length;
    this.cells.xml = '';
    this.cells.spelled = '';
    this.whole.update(spelled);
    this.own.update(spelled);
    await this.stream.write(xml);
  }

  async end(): Promise<SheetOfFile> {
    await this.pass();
    const { writing, layout } = this;
    const { titleRow, letters, titles, sheet } = layout;
    const attachments = attachmentsOf(writing);
    const widths = sheet.columns.map(({ width }) => width);
    // A table has a row under its titles, an empty one where there is none to show.
    const last = titleRow + Math.max(1, this.rows);
    const lastColumn = letters.at(-1) ?? 'A';
    const range = `A${titleRow}:${lastColumn}${last}`;
    const table = attachments.addTable({ name: this.tableName(), range, titles });
    const tail = sheetTail(
      {
        protected: true,
        extras: this.extras,
        validations: [],
        highlights: [],
        portrait: false,
        title: writing.properties.title,
        packageId: writing.properties.packageId,
        texts: `A${titleRow}:${lastColumn}${last}`,
        drawing: null,
        notes: attachments.addNotes([...this.titleNotes(), ...this.extras.notes], widths),
        tables: [table],
      },
      attachments.relations,
    );
    await this.stream.write(tail);
    await this.stream.end();
    await attachments.write(this.part);
    return {
      name: this.name,
      part: this.part,
      kind: 'data',
      rows: this.rows,
      digest: this.own.digest('hex'),
      repeated: { from: titleRow, to: titleRow },
    };
  }

  private tell(column: number, sentence: string): void {
    this.told.set(column, (this.told.get(column) ?? new Set()).add(sentence));
  }

  private leaveOut(): void {
    this.extras.links.length = Math.min(this.extras.links.length, MOST_LINKS);
    this.extras.notes.length = Math.min(this.extras.notes.length, MOST_NOTES);
    this.tell(1, LEFT_OUT);
  }

  private titleNotes() {
    return this.layout.sheet.columns.flatMap(({ note }, index) => {
      const sentences = [...(note === undefined ? [] : [note]), ...(this.told.get(index + 1) ?? [])];
      if (sentences.length === 0) return [];
      return [{ row: this.layout.titleRow, column: index + 1, text: sentences.join('\n') }];
    });
  }

  private tableName(): string {
    const { tableNames } = this.writing;
    for (let number = 1; ; number += 1) {
      const name = `rows_${number}`;
      if (tableNames.has(name)) continue;
      tableNames.add(name);
      return name;
    }
  }
}

/** Whether a sheet can't take the row that would stand at `at`. */
export function isFull(at: number, letters: number): boolean {
  return at > MOST_ROWS || letters > MOST_LETTERS;
}
