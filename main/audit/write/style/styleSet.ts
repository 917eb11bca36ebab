import type { NumberFormat } from '../../workbook/cell.ts';
import type { Styles } from './createStyles.ts';
import type { DrawnLook } from './looks.ts';

/** The styles of cells of one look, by what turns out to be in them; each is told in the file once a cell needs it. */
export interface StyleSet {
  readonly number: number;
  readonly text: number;
  /** Of text that a program would read as a formula if it were typed again. */
  readonly quoted: number;
  readonly day: number;
  readonly instant: number;
  /** Of a formula, which may come to anything. */
  readonly formula: number;
}

const GENERAL: NumberFormat = { kind: 'general' };
const OF_NO_NUMBER: readonly NumberFormat['kind'][] = ['day', 'instant', 'text'];

export function styleSet(styles: Styles, look: DrawnLook, format: NumberFormat = GENERAL): StyleSet {
  const ofText = format.kind === 'text' ? format : GENERAL;
  const ids = new Map<keyof StyleSet, number>();
  const once = (kind: keyof StyleSet, make: () => number): number => {
    const known = ids.get(kind);
    if (known !== undefined) return known;
    const id = make();
    ids.set(kind, id);
    return id;
  };
  return {
    get number() {
      return once('number', () => styles.idOf(look, OF_NO_NUMBER.includes(format.kind) ? GENERAL : format));
    },
    get text() {
      return once('text', () => styles.idOf(look, ofText));
    },
    get quoted() {
      return once('quoted', () => styles.idOf(look, ofText, true));
    },
    get day() {
      return once('day', () => styles.idOf(look, { kind: 'day' }));
    },
    get instant() {
      return once('instant', () => styles.idOf(look, { kind: 'instant' }));
    },
    get formula() {
      return once('formula', () => styles.idOf(look, format));
    },
  };
}
