import type { NumberFormat } from '../../workbook/cell.ts';
import { type DrawnLook, LOOKS, type LookParts } from './looks.ts';
import { createNumberFormats, formatCode, type NumberFormats } from './numberFormats.ts';

/** One line of `cellXfs`: a look with a number format, by the positions of its parts. */
export interface CellStyle {
  readonly parts: LookParts;
  readonly numberFormat: number;
  /** Typing into the cell again leaves its text a text. */
  readonly quoted: boolean;
}

export interface Styles {
  /** What stands at `s` of a cell. */
  idOf(look: DrawnLook, format: NumberFormat, quoted?: boolean): number;
  all(): readonly CellStyle[];
  readonly numberFormats: NumberFormats;
}

const GENERAL: NumberFormat = { kind: 'general' };

export function createStyles(): Styles {
  const numberFormats = createNumberFormats();
  const ids = new Map<string, number>();
  const all: CellStyle[] = [];
  const idOf: Styles['idOf'] = (look, format, quoted = false) => {
    const code = formatCode(format);
    const key = `${look} ${quoted ? 1 : 0} ${code}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    all.push({ parts: LOOKS[look], numberFormat: numberFormats.idOf(code), quoted });
    ids.set(key, all.length - 1);
    return all.length - 1;
  };
  // The first one is that of every cell that says nothing.
  idOf('plain', GENERAL);
  return { idOf, all: () => all, numberFormats };
}
