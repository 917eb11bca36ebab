import type { Cell, CellValue, Formula, Link, NumberFormat } from '../../workbook/cell.ts';
import { cellName } from '../../workbook/reference.ts';
import { instantOfSerial, serialOfDay, serialOfInstant } from '../../workbook/serial.ts';
import { BETWEEN_CELLS } from '../../workbook/spelling.ts';
import type { Styles } from '../style/createStyles.ts';
import type { DrawnLook } from '../style/looks.ts';
import { type StyleSet, styleSet } from '../style/styleSet.ts';
import { cellText, spaceAttribute, xmlEscaped } from '../text/xmlText.ts';
import type { Extras } from './extras.ts';
import { linkObjection } from './linkTarget.ts';

/** Larger numbers are kept by no program that reads a workbook. */
const LARGEST = 9.99999999999999e307;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const TYPED_AS_FORMULA = /^[=+\-@\t\n]/;

export const TOO_LONG_A_NUMBER =
  'Whole numbers past 9,007,199,254,740,991 are written as text: a spreadsheet would round them.';

export interface CellWriterOptions {
  readonly styles: Styles;
  readonly extras: Extras;
  readonly hasSheet: (name: string) => boolean;
  /** Something about a cell that a reader has to know. */
  readonly tell: (row: number, column: number, told: string) => void;
}

/** Makes the XML of cells, one after another, and spells them for the digest. */
export class CellWriter {
  xml = '';
  spelled = '';
  private between = 0;
  private readonly sets = new Map<string, StyleSet>();
  private readonly options: CellWriterOptions;

  constructor(options: CellWriterOptions) {
    this.options = options;
  }

  beginRow(): void {
    this.between = 0;
  }

  /** `name` is that of the cell, such as B7: whoever writes many knows it already. */
  write(cell: Cell, row: number, column: number, name: string, plain: StyleSet, overNumbers = false): void {
    if (cell === null || typeof cell !== 'object' || 'day' in cell || 'instant' in cell) {
      this.value(cell, row, column, name, plain);
      return;
    }
    const { look, format, note, across = 1 } = cell;
    const linked = 'text' in cell;
    const drawn = look === 'heading' && overNumbers ? 'headingRight' : (look ?? (linked ? 'link' : 'plain'));
    const set = look === undefined && format === undefined && !linked ? plain : this.setOf(drawn, format);
    if (note !== undefined) this.options.extras.notes.push({ row, column, text: note });
    if (look === 'input') this.input(cell, row, column, name, set);
    else if ('formula' in cell) this.formula(cell, name, set);
    else if (linked) this.link(cell, row, column, name, { set, look: drawn, format });
    else this.value(cell.value, row, column, name, set, look !== undefined);
    if (across > 1) this.span(row, column, across, name, set);
  }

  setOf(look: DrawnLook, format: NumberFormat | undefined): StyleSet {
    const key = format === undefined ? look : `${look} ${JSON.stringify(format)}`;
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const set = styleSet(this.options.styles, look, format);
    this.sets.set(key, set);
    return set;
  }

  private value(
    value: CellValue,
    row: number,
    column: number,
    name: string,
    set: StyleSet,
    shown = false,
  ): void {
    if (typeof value === 'string') this.text(value, name, set);
    else if (typeof value === 'number') this.number(value, name, set);
    else if (typeof value === 'boolean') {
      this.xml += `<c r="${name}" s="${set.text}" t="b"><v>${value ? 1 : 0}</v></c>`;
      this.spell(value ? 'b1' : 'b0');
    } else if (typeof value === 'bigint') {
      const safe = value <= SAFE && value >= -SAFE;
      if (safe) this.number(Number(value), name, set);
      else {
        this.options.tell(row, column, TOO_LONG_A_NUMBER);
        this.text(String(value), name, set);
      }
    } else if (value === null) {
      if (shown) this.xml += `<c r="${name}" s="${set.text}"/>`;
      this.between += 1;
    } else this.time(value, name, set);
  }

  private time(value: Extract<CellValue, object>, name: string, set: StyleSet): void {
    const isDay = 'day' in value;
    const text = isDay ? value.day : value.instant;
    const serial = isDay ? serialOfDay(text) : serialOfInstant(text);
    if (serial === null) this.text(text, name, set);
    else {
      this.xml += `<c r="${name}" s="${isDay ? set.day : set.instant}"><v>${serial}</v></c>`;
      this.spell(isDay ? `d${text}` : `i${instantOfSerial(serial)}`);
    }
  }

  private number(value: number, name: string, set: StyleSet): void {
    // A comparison that is false for NaN too.
    if (Math.abs(value) <= LARGEST) {
      this.xml += `<c r="${name}" s="${set.number}"><v>${value}</v></c>`;
      this.spell(`n${value}`);
    } else this.text('#N/A', name, set);
  }

  private text(value: string, name: string, set: StyleSet): void {
    const text = cellText(value);
    if (text === '') {
      this.between += 1;
      return;
    }
    const style = TYPED_AS_FORMULA.test(text) ? set.quoted : set.text;
    this.xml += `<c r="${name}" s="${style}" t="inlineStr"><is><t${spaceAttribute(text)}>${xmlEscaped(text)}</t></is></c>`;
    this.spell(`t${text}`);
  }

  private formula({ formula, cached, array = false }: Formula, name: string, set: StyleSet): void {
    const [type, result] = cachedXml(cached);
    const attributes = array ? ` t="array" ref="${name}"` : '';
    this.xml += `<c r="${name}" s="${set.formula}"${type}><f${attributes}>${xmlEscaped(cellText(formula))}</f><v>${result}</v></c>`;
    this.spell(`=${cellText(formula)}`);
  }

  private link(
    link: Link,
    row: number,
    column: number,
    name: string,
    shown: { set: StyleSet; look: DrawnLook; format: NumberFormat | undefined },
  ): void {
    const objection = linkObjection(link, this.options.hasSheet);
    if (objection === null) this.options.extras.links.push({ cell: name, to: link.to });
    else this.options.tell(row, column, objection);
    const asText = objection !== null && shown.look === 'link';
    this.text(link.text, name, asText ? this.setOf('plain', shown.format) : shown.set);
  }

  /** What a reviewer may change is no part of what is proven. */
  private input(
    cell: Exclude<Cell, CellValue>,
    row: number,
    column: number,
    name: string,
    set: StyleSet,
  ): void {
    const { spelled, between } = this;
    if ('formula' in cell) this.formula(cell, name, set);
    else this.value('text' in cell ? cell.text : cell.value, row, column, name, set, true);
    this.spelled = spelled;
    this.between = between + 1;
  }

  /** The cells it spans have its look too, or its edges would be missing there. */
  private span(row: number, column: number, across: number, name: string, set: StyleSet): void {
    for (let next = column + 1; next < column + across; next += 1)
      this.xml += `<c r="${cellName(row, next)}" s="${set.text}"/>`;
    this.between += across - 1;
    this.options.extras.merges.push(`${name}:${cellName(row, column + across - 1)}`);
  }

  private spell(text: string): void {
    // Most often one.
    this.spelled += this.between === 1 ? BETWEEN_CELLS + text : BETWEEN_CELLS.repeat(this.between) + text;
    this.between = 1;
  }
}

function cachedXml(cached: Formula['cached']): readonly [type: string, value: string] {
  switch (typeof cached) {
    case 'number':
      return Math.abs(cached) <= LARGEST ? ['', String(cached)] : [' t="e"', '#N/A'];
    case 'boolean':
      return [' t="b"', cached ? '1' : '0'];
    case 'string':
      return [' t="str"', xmlEscaped(cellText(cached))];
    default:
      return [' t="e"', cached.error];
  }
}
