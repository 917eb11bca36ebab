import { closeSync, openSync, writeSync } from 'node:fs';

export const PURCHASES_HEADER = [
  'Order Date',
  'Purchase Price Per Unit',
  'Quantity',
  'Shipping Address State',
  'Title',
  'ASIN/ISBN (Product Code)',
  'Category',
  'Survey ResponseID',
] as const;

/** Rows of the public set of Amazon purchases that this stands in for. */
export const PURCHASES_ROWS = 1_850_000;

const STATES =
  'CA TX FL NY PA IL OH GA NC MI NJ VA WA AZ MA TN IN MD MO WI CO MN SC AL LA KY OR OK CT UT'.split(' ');
const MAKERS =
  'Amazon Basics,Anker,Café Noir,Crayola,L’Oréal Paris,Müller,Neutrogena,Nordic Naturals,Ozarké,Pilot'.split(
    ',',
  );
const THINGS =
  'AA Batteries,Bath Towel Set,Cat Litter,Dry Erase Markers,Earbuds,Facial Cleanser,Gel Pens,HDMI Cable,Ink Cartridge,Jigsaw Puzzle,Kitchen Scale,LED Bulb,Mouse Pad,Notebook,Olive Oil,Phone Case,Yoga Mat'.split(
    ',',
  );
const TRAITS =
  'Pack of 12,Black,Large,for Home and Office,with Carrying Case,8 fl oz,Rechargeable,BPA Free,2nd Generation,Gift Box,Queen Size,Extra Strength,Waterproof,Unscented'.split(
    ',',
  );
const CATEGORIES = Array.from(
  { length: 1_870 },
  (_, index) => `${THINGS[index % THINGS.length]?.toUpperCase().replaceAll(' ', '_')}_${index}`,
);

/**
 * A file in the shape of the public Amazon purchases set, the same for the same seed: prices, titles with commas, doubled quotes and letters
 * beyond ASCII, some states, titles and categories empty, few rows twice. 1.85 million rows are about 283 MB.
 */
export function writePurchases(path: string, rows: number, seed = 1): void {
  const descriptor = openSync(path, 'w');
  try {
    let text = `${PURCHASES_HEADER.map(quoted).join(',')}\n`;
    for (const row of purchases(rows, seed)) {
      text += `${row}\n`;
      if (text.length < 4 * 1024 ** 2) continue;
      writeSync(descriptor, text);
      text = '';
    }
    writeSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function* purchases(rows: number, seed: number): Generator<string> {
  const draw = createDraw(seed);
  const pick = (from: readonly string[]) => from[draw(from.length)] ?? '';
  let before = '';
  for (let made = 0; made < rows; made += 1) {
    if (before !== '' && draw(250) === 0) {
      yield before;
      continue;
    }
    const day = new Date(Date.UTC(2018, 0, 1 + draw(1_900))).toISOString().slice(0, 10);
    const product = draw(900_000);
    const fields = [
      day,
      `${draw(draw(10) === 0 ? 400 : 60)}.${String(draw(100)).padStart(2, '0')}`,
      `${draw(20) === 0 ? 2 + draw(5) : 1}.0`,
      draw(40) === 0 ? '' : pick(STATES),
      draw(45) === 0 ? '' : titleOf(draw, pick),
      `B0${product.toString(36).toUpperCase().padStart(8, '0')}`,
      draw(50) === 0 ? '' : (CATEGORIES[product % CATEGORIES.length] ?? ''),
      `R_${(1_000_003 * (1 + draw(5_027))).toString(36).padStart(15, '0')}`,
    ];
    before = fields.map(quoted).join(',');
    yield before;
  }
}

function titleOf(draw: (below: number) => number, pick: (from: readonly string[]) => string): string {
  const size = draw(8) === 0 ? ` ${1 + draw(60)}" wide` : '';
  return `${pick(MAKERS)} ${pick(THINGS)}${size}, ${pick(TRAITS)}, ${pick(TRAITS)}, ${pick(TRAITS)} with ${pick(THINGS)} - ${1 + draw(48)} Count`;
}

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** A generator of numbers below a bound, the same for the same seed on every machine (mulberry32). */
export function createDraw(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
