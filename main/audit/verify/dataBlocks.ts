import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ReadCell, ReadRow } from '../read/workbook/readSheet.ts';
import { serialOfInstant } from '../workbook/serial.ts';
import { AFTER_ROW } from '../workbook/spelling.ts';
import { comparable, type Time } from './comparable.ts';
import { rowText } from './rowTexts.ts';

/** Rows of a data sheet that are held together: a change is told as one of these. */
export const BLOCK = 1_000;
/** What rounding may make of a sum, as a part of the sum of sizes. */
const ROUNDING = 1e-12;
const DIGITS = 14;

/**
 * Programs round the last digits of broken numbers, each in its own way, and a digest would change with them. So they are left out of it,
 * and added up instead: once as they are, once by their place, so that two that changed places are seen.
 */
export const Block = z.object({
  digest: z.string(),
  sums: z.array(
    z.object({ column: z.number().int(), size: z.number(), sum: z.number(), placed: z.number() }),
  ),
});
export type Block = z.infer<typeof Block>;

export interface DataBlocks {
  /** `at`: from 0, of the rows of the table. */
  add(at: number, row: ReadRow, times: readonly (Time | undefined)[]): void;
  /** With rows that are not there as empty ones. */
  end(rows: number): Block[];
}

export function createBlocks(): DataBlocks {
  const done: Block[] = [];
  let texts: string[] = [];
  let sums = new Map<number, { size: number; sum: number; placed: number }>();
  let next = 0;
  const close = () => {
    done.push({
      digest: createHash('sha256').update(texts.join('')).digest('hex').slice(0, 32),
      sums: [...sums].sort(([one], [other]) => one - other).map(([column, sum]) => ({ column, ...sum })),
    });
    texts = [];
    sums = new Map();
  };
  const put = (text: string) => {
    texts.push(text);
    next += 1;
    if (texts.length === BLOCK) close();
  };
  return {
    add(at, row, times) {
      while (next < at) put(AFTER_ROW);
      put(
        rowText(row, (cell) => {
          const broken = brokenNumber(cell, times[cell.column] ?? null);
          if (broken === null) return wholeText(cell, times[cell.column] ?? null);
          const sum = sums.get(cell.column) ?? { size: 0, sum: 0, placed: 0 };
          sum.size += Math.abs(broken);
          sum.sum += broken;
          sum.placed += (broken * ((at % BLOCK) + 1)) / BLOCK;
          sums.set(cell.column, sum);
          return 'f';
        }),
      );
    },
    end(rows) {
      while (next < rows) put(AFTER_ROW);
      if (texts.length > 0) close();
      return done;
    },
  };
}

export function sameBlock(one: Block | undefined, other: Block | undefined): boolean {
  if (one === undefined || other === undefined || one.digest !== other.digest) return false;
  if (one.sums.length !== other.sums.length) return false;
  return one.sums.every((was, index) => {
    const is = other.sums[index];
    const within = ROUNDING * was.size;
    return (
      is?.column === was.column &&
      Math.abs(is.sum - was.sum) <= within &&
      Math.abs(is.placed - was.placed) <= within
    );
  });
}

/** Instants too: in the file they are days and a fraction. Null for what every program keeps as it is. */
function brokenNumber({ value, formula }: ReadCell, time: Time): number | null {
  if (formula !== null) return null;
  if (typeof value === 'object' && value !== null && 'instant' in value)
    return serialOfInstant(value.instant);
  if (typeof value !== 'number') return null;
  if (time === 'instant') return value;
  return wholeNumber(value) === null ? value : null;
}

function wholeText(cell: ReadCell, time: Time): string {
  const whole = typeof cell.value === 'number' && cell.formula === null ? wholeNumber(cell.value) : null;
  return whole === null || time !== null ? comparable(cell, time) : `n${whole}`;
}

/** 29.999999999999996 is saved as 30 by some. */
function wholeNumber(value: number): number | null {
  if (Number.isInteger(value)) return value;
  const rounded = Number(value.toPrecision(DIGITS));
  return Number.isInteger(rounded) ? rounded : null;
}
