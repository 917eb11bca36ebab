import { createDraw, createWeighted, seedOf } from '../draw.ts';
import { CATEGORIES, GIFT_CARD } from './categories.ts';

export interface Product {
  readonly code: string;
  readonly title: string;
  /** What it is called later; mostly the same. */
  readonly laterTitle: string;
  readonly category: string;
  readonly cents: number;
}

export interface Products {
  readonly count: number;
  /** The same product for the same number, whatever was asked before. */
  product(index: number): Product;
  /** Few are bought by many, most by hardly anybody. */
  popular(unit: number): number;
}

const KIND = 1;
/** The first products are gift cards: what is bought most. */
const GIFT_CARDS = 24;
/** Of all orders. */
const GIFTS = 0.015;
const MAKERS = [
  'Amazon Basics',
  'Anker',
  'Café Noir',
  'Crayola',
  'L’Oréal Paris',
  'Müller',
  'Neutrogena',
  'Nordic Naturals',
  'Ozarké',
  'Pilot',
  'Kokuyo コクヨ',
  'Løkke & Søn',
  'Fiskars',
  'Hartwell',
] as const;
const TRAITS = [
  'Pack of 12',
  'Black',
  'Large',
  'for Home and Office',
  'with Carrying Case',
  '8 fl oz',
  'Rechargeable',
  'BPA Free',
  'Gift Box',
  'Queen Size',
  'Extra Strength',
  'Waterproof',
  'Unscented',
  '½ Size',
] as const;

export function createProducts(seed: number, count: number): Products {
  const category = createWeighted(CATEGORIES.map(({ weight }) => weight));
  return {
    count,
    popular: (unit) =>
      unit < GIFTS
        ? Math.floor((unit / GIFTS) ** 2 * GIFT_CARDS)
        : Math.min(count - 1, Math.floor(count * unit * Math.sqrt(unit))),
    product(index) {
      const draw = createDraw(seedOf(seed, KIND, index));
      const code = codeOf(draw.below(36 ** 3), index);
      if (index < GIFT_CARDS) return giftCard(index, code);
      const { name, cents, thing } = CATEGORIES[category(draw.unit())] ?? { name: '', cents: 0, thing: '' };
      const size = draw.once(8) ? ` ${1 + draw.below(60)}" wide` : '';
      const gap = draw.once(3_000) ? '\n' : ' ';
      const title = `${draw.pick(MAKERS)}${gap}${thing}${size}, ${draw.pick(TRAITS)}, ${draw.pick(TRAITS)} - ${1 + draw.below(48)} Count`;
      return {
        code,
        title,
        laterTitle: draw.once(150) ? `${title} (New Version)` : title,
        category: name,
        cents: Math.max(99, Math.round(cents * (0.35 + 1.6 * draw.unit() * draw.unit()))),
      };
    },
  };
}

function giftCard(index: number, code: string): Product {
  const cents = [1_000, 2_500, 5_000, 10_000][index % 4] ?? 2_500;
  const kind = index % 3 === 0 ? 'Reload' : index % 3 === 1 ? 'eGift Card' : 'Gift Card in a Box';
  const title = `Amazon ${kind}, design ${index + 1}`;
  return { code, title, laterTitle: title, category: GIFT_CARD, cents };
}

/** Ten characters, `B0` first as theirs; told apart by the last five, which are the number. */
function codeOf(chance: number, index: number): string {
  const tail = (index * 7).toString(36).toUpperCase().padStart(5, '0');
  return `B0${chance.toString(36).toUpperCase().padStart(3, '0')}${tail}`;
}
