import type { OpenZip } from '../zip/openZip.ts';
import { wholePart } from './partText.ts';

/** What a style says that changes what is in a cell, or who may change it. */
export interface ReadStyle {
  readonly time: 'none' | 'day' | 'instant';
  readonly locked: boolean;
}

export const NO_STYLE: ReadStyle = { time: 'none', locked: true };

/** Days and times among the formats that every program knows by number; ECMA-376, part 1, 18.8.30. */
const DAYS = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58]);
const INSTANTS = new Set([22]);
const MOST_STYLES = 70_000;

/** By the number that stands at `s` of a cell. */
export async function readStyles(zip: OpenZip, part: string, signal: AbortSignal): Promise<ReadStyle[]> {
  const codes = new Map<number, string>();
  const styles: { numberFormat: number; locked: boolean }[] = [];
  let within = '';
  await wholePart(
    zip,
    part,
    {
      open(element, attribute) {
        if (element === 'cellXfs' || element === 'cellStyleXfs') within = element;
        if (element === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
        if (within !== 'cellXfs' || styles.length > MOST_STYLES) return;
        if (element === 'xf') styles.push({ numberFormat: Number(attribute('numFmtId') ?? 0), locked: true });
        const last = styles.at(-1);
        if (element === 'protection' && last !== undefined && /^(0|false)$/.test(attribute('locked') ?? '1'))
          last.locked = false;
      },
      close(element) {
        if (element === within) within = '';
      },
      text: () => undefined,
    },
    signal,
  );
  return styles.map(({ numberFormat, locked }) => ({
    locked,
    time: timeOf(numberFormat, codes.get(numberFormat)),
  }));
}

function timeOf(id: number, code: string | undefined): ReadStyle['time'] {
  if (code === undefined) return DAYS.has(id) ? 'day' : INSTANTS.has(id) ? 'instant' : 'none';
  // Without what stands in quotes, after a backslash, and in brackets such as colours.
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  if (!/[yd]/.test(bare)) return 'none';
  return /[hs]/.test(bare) ? 'instant' : 'day';
}
