import { MOST_COLUMNS, MOST_ROWS } from '../../workbook/reference.ts';
import { dayOfSerial, instantOfSerial } from '../../workbook/serial.ts';
import { damaged, refused } from '../packageTrouble.ts';
import { decoded } from '../xml/unescaped.ts';
import type { Attributes, XmlSink } from '../xml/xmlReader.ts';
import { NO_STYLE, type ReadStyle } from './cellStyles.ts';
import { movedFormula } from './sharedFormula.ts';
import { LONGEST_TEXT, type SharedStrings } from './sharedStrings.ts';

export interface ReadRow {
  /** From 1, as Excel counts. */
  readonly at: number;
  readonly cells: readonly ReadCell[];
}

export type ReadValue =
  | null
  | string
  | number
  | boolean
  | { readonly day: string }
  | { readonly instant: string }
  | { readonly error: string };

export interface ReadCell {
  readonly column: number;
  /** Of a formula what it came to when the file was saved. */
  readonly value: ReadValue;
  /** Without the equals sign. */
  readonly formula: string | null;
  /** Whether it can't be changed while its sheet is protected. */
  readonly locked: boolean;
}

export interface SheetContext {
  readonly path: string;
  readonly part: string;
  readonly styles: readonly ReadStyle[];
  readonly strings: SharedStrings | null;
  readonly from1904: boolean;
}

/** 1904-01-01, counted from the usual beginning. */
const DAYS_TO_1904 = 1_462;

/** Gathers rows from the XML of a sheet. */
export class SheetSink implements XmlSink {
  private done: ReadRow[] = [];
  private row = 0;
  private cells: ReadCell[] = [];
  private column = 0;
  private type = 'n';
  private style: ReadStyle = NO_STYLE;
  private value = '';
  private inline = '';
  private formulaText: string | null = null;
  private shared: string | null = null;
  private within: 'value' | 'formula' | 'inline' | null = null;
  private phonetic = 0;
  private readonly context: SheetContext;
  private readonly formulas = new Map<string, { formula: string; row: number; column: number }>();

  constructor(context: SheetContext) {
    this.context = context;
  }

  take(): ReadRow[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  open(element: string, attribute: Attributes): void {
    switch (element) {
      case 'row':
        this.beginRow(attribute('r'));
        return;
      case 'c':
        this.beginCell(attribute);
        return;
      case 'f':
        this.within = 'formula';
        this.formulaText = '';
        this.shared = attribute('t') === 'shared' ? (attribute('si') ?? '') : null;
        return;
      case 'v':
        this.within = 'value';
        return;
      case 't':
        if (this.type === 'inlineStr' && this.phonetic === 0) this.within = 'inline';
        return;
      case 'rPh':
        this.phonetic += 1;
    }
  }

  close(element: string): void {
    if (element === 'row') this.done.push({ at: this.row, cells: this.cells });
    else if (element === 'c') this.endCell();
    else if (element === 'rPh') this.phonetic -= 1;
    else if (element === 'v' || element === 'f' || element === 't') this.within = null;
  }

  text(more: string): void {
    if (this.within === null) return;
    if (this.within === 'formula') this.formulaText = (this.formulaText ?? '') + more;
    else if (this.within === 'value') this.value += more;
    else this.inline += more;
    const length = this.value.length + this.inline.length + (this.formulaText?.length ?? 0);
    if (length > LONGEST_TEXT)
      throw refused(this.context.path, `a cell of ${this.context.part} holds too much text`);
  }

  /** Rows and cells that don't say where they stand follow the one before. */
  private beginRow(told: string | undefined): void {
    const row = told === undefined ? this.row + 1 : Number(told);
    if (!Number.isInteger(row) || row <= this.row || row > MOST_ROWS)
      throw damaged(this.context.path, `${this.context.part} has rows out of order`);
    this.row = row;
    this.column = 0;
    this.cells = [];
  }

  private beginCell(attribute: Attributes): void {
    const name = attribute('r');
    const column = name === undefined ? this.column + 1 : columnIn(name, this.row);
    if (column === null || column <= this.column || column > MOST_COLUMNS)
      throw damaged(this.context.path, `${this.context.part} has cells out of order in row ${this.row}`);
    this.column = column;
    this.type = attribute('t') ?? 'n';
    this.style = this.context.styles[Number(attribute('s') ?? 0)] ?? NO_STYLE;
    this.value = '';
    this.inline = '';
    this.formulaText = null;
    this.shared = null;
  }

  private endCell(): void {
    const value = this.valueOf();
    const formula = this.formulaText === null ? null : this.formulaOf(decoded(this.formulaText));
    this.cells.push({ column: this.column, value, formula, locked: this.style.locked });
  }

  private valueOf(): ReadValue {
    const { value, style, context } = this;
    switch (this.type) {
      case 's': {
        const text = context.strings?.at(Number(value));
        if (text === undefined)
          throw damaged(context.path, `${context.part} speaks of a text that is not there`);
        return text;
      }
      case 'inlineStr':
        return decoded(this.inline);
      case 'str':
        return decoded(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true';
      case 'e':
        return { error: value };
      case 'd':
        return /T/.test(value) ? { instant: value } : { day: value };
    }
    if (value.trim() === '') return null;
    const number = Number(value);
    if (!Number.isFinite(number))
      throw damaged(context.path, `${context.part} holds “${value.slice(0, 40)}” as a number`);
    return style.time === 'none' ? number : timeOf(number + (context.from1904 ? DAYS_TO_1904 : 0), style);
  }

  private formulaOf(text: string): string {
    if (this.shared === null) return text;
    const first = this.formulas.get(this.shared);
    if (text !== '' || first === undefined) {
      this.formulas.set(this.shared, { formula: text, row: this.row, column: this.column });
      return text;
    }
    return movedFormula(first.formula, this.row - first.row, this.column - first.column);
  }
}

function timeOf(serial: number, { time }: ReadStyle): ReadValue {
  // A time of day alone, or what no calendar reaches.
  if (serial < 1 || serial >= 2_958_466) return serial;
  return time === 'day' && Number.isInteger(serial)
    ? { day: dayOfSerial(serial) }
    : { instant: instantOfSerial(serial) };
}

/** Null for what is no cell of this row. */
function columnIn(name: string, row: number): number | null {
  let column = 0;
  let at = 0;
  for (; at < name.length; at += 1) {
    const letter = name.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column > 0 && Number(name.slice(at)) === row ? column : null;
}
