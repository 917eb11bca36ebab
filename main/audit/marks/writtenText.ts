import type { ReadCell } from '../read/workbook/readSheet.ts';
import { dayOfSerial, serialOfDay } from '../workbook/serial.ts';

/** What a cell holds at most, in every program that saves workbooks. */
const LONGEST = { word: 200, text: 32_767 };
const CONTROL = /(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** As text, whatever was typed: of a formula what it came to, which is never calculated here. */
export function writtenText(cell: ReadCell | undefined, kind: keyof typeof LONGEST): string {
  if (cell === undefined || cell.value === null) return '';
  const { value } = cell;
  const text =
    typeof value === 'object'
      ? objectText(value)
      : typeof value === 'boolean'
        ? String(value).toUpperCase()
        : String(value);
  const plain = text.replace(/\r\n?/g, '\n').toWellFormed().replace(CONTROL, '').trim();
  return plain.length <= LONGEST[kind]
    ? plain
    : plain.slice(0, LONGEST[kind]).replace(/[\uD800-\uDBFF]$/, '');
}

/** A day in whatever form it came; what is none is told in the comment, so that nothing written is lost. */
export function writtenDay(
  cell: ReadCell | undefined,
  comment: string,
): { readonly day: string | null; readonly comment: string } {
  const value = cell?.value ?? null;
  if (value === null || value === '') return { day: null, comment };
  if (typeof value === 'object' && 'day' in value) return { day: value.day, comment };
  if (typeof value === 'object' && 'instant' in value) return { day: value.instant.slice(0, 10), comment };
  // Programs that drop how a cell looks leave the number of the day.
  if (typeof value === 'number' && value >= 61 && value < 2_958_466)
    return { day: dayOfSerial(value), comment };
  const text = writtenText(cell, 'word');
  if (serialOfDay(text) !== null) return { day: text, comment };
  return {
    day: null,
    comment: text === '' ? comment : `${comment}${comment === '' ? '' : ' '}(day: ${text})`,
  };
}

function objectText(value: Exclude<ReadCell['value'], string | number | boolean | null>): string {
  if ('day' in value) return value.day;
  return 'instant' in value ? value.instant : value.error;
}
