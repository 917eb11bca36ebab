import { createDraw, createWeighted, type Draw, seedOf } from '../draw.ts';
import { createPeople, type Person } from './people.ts';
import { createProducts, type Products } from './products.ts';
import { STATES } from './states.ts';

/** One line of the file; every field as text. */
export type Line = readonly [
  day: string,
  price: string,
  quantity: string,
  state: string,
  title: string,
  code: string,
  category: string,
  person: string,
];

export interface Orders {
  readonly people: readonly Person[];
  /** All lines of the period, person by person and day by day, as the public file has them. */
  lines(): Generator<Line>;
  /** Lines of the month after: new ones, here and there an old one again, and an old one with another price. */
  later(rows: number): Generator<Line>;
}

/** People of the public set, and its lines: demo data of another size keeps the proportion. */
const PEOPLE = 5_027;
const PUBLIC_ROWS = 1_850_000;
const FIRST_DAY = Date.UTC(2018, 0, 1);
const DAY = 86_400_000;
const DAYS = Math.round((Date.UTC(2023, 0, 1) - FIRST_DAY) / DAY);
const MONTH_AFTER = 31;
const RECENT = '2022-12-01';
const OF_A_PERSON = 3;
const LATER = 4;

export function createOrders(seed: number, rows: number): Orders {
  const people = createPeople(seed, Math.max(3, Math.round((rows / PUBLIC_ROWS) * PEOPLE)), DAYS);
  const products = createProducts(seed, Math.max(60, Math.round(rows * 0.9)));
  const day = createWeighted(seasons());
  const shares = allotted(rows, people);

  function ofPerson(index: number): Line[] {
    const person = people[index];
    if (person === undefined) return [];
    const draw = createDraw(seedOf(seed, OF_A_PERSON, index));
    const begun = person.begins / DAYS;
    const days = Array.from({ length: shares[index] ?? 0 }, () =>
      Math.max(person.begins, day(begun + (1 - begun) * draw.unit())),
    ).sort((a, b) => a - b);
    const bought: number[] = [];
    const lines: Line[] = [];
    for (const at of days) {
      const last = lines.at(-1);
      if (last !== undefined && draw.once(250)) {
        lines.push(last);
        continue;
      }
      const again = bought.length > 0 && draw.once(9) ? bought[draw.below(bought.length)] : undefined;
      const product = again ?? products.popular(draw.unit());
      bought.push(product);
      lines.push(lineOf(draw, person, at, product, products));
    }
    return lines;
  }

  return {
    people,
    *lines() {
      for (const index of people.keys()) yield* ofPerson(index);
    },
    *later(count) {
      const draw = createDraw(seedOf(seed, LATER, count));
      for (let made = 0; made < count; made += 1) {
        const index = draw.below(people.length);
        // Exports overlap, and prices are corrected soon after: old lines are of the last weeks, but for a first few.
        const anywhere = made < 4;
        const old = anywhere || draw.once(100) ? ofPerson(index) : [];
        const recent = anywhere ? old : old.filter(([on]) => on >= RECENT);
        const again = recent[draw.below(recent.length)];
        if (again !== undefined) {
          const [on, price, ...rest] = again;
          yield made % 2 === 0 ? again : [on, `${Number.parseInt(price, 10) + 1}.25`, ...rest];
          continue;
        }
        const person = people[index];
        if (person !== undefined)
          yield lineOf(draw, person, DAYS + draw.below(MONTH_AFTER), products.popular(draw.unit()), products);
      }
    },
  };
}

function lineOf(draw: Draw, person: Person, at: number, index: number, products: Products): Line {
  const { code, title, laterTitle, category, cents } = products.product(index);
  const price = draw.once(250) ? 0 : Math.round(cents * (0.92 + 0.16 * draw.unit()));
  const gift = category === 'GIFT_CARD';
  return [
    new Date(FIRST_DAY + at * DAY).toISOString().slice(0, 10),
    `${Math.floor(price / 100)}.${String(price % 100).padStart(2, '0')}`,
    `${draw.once(16) ? 2 + draw.below(5) : 1}.0`,
    gift || draw.once(60) ? '' : stateOf(draw, person),
    draw.once(60) ? '' : at > DAYS / 2 ? laterTitle : title,
    draw.once(2_000) ? '' : code,
    draw.once(55) ? '' : category,
    person.id,
  ];
}

/** Mostly home; some send elsewhere, and some files were written by hand. */
function stateOf(draw: Draw, person: Person): string {
  const at = draw.once(30) ? draw.below(STATES.length) : person.state;
  const code = STATES[at]?.code ?? '';
  return draw.once(400) ? ` ${code.toLowerCase()}` : code;
}

/** More every year, most before Christmas, a peak in the middle of July. */
function seasons(): number[] {
  return Array.from({ length: DAYS }, (_, at) => {
    const day = new Date(FIRST_DAY + at * DAY);
    const month = day.getUTCMonth();
    const season = month === 11 ? 1.5 : month === 10 ? 1.3 : 1;
    const prime = month === 6 && Math.abs(day.getUTCDate() - 14) < 3 ? 1.6 : 1;
    const weekend = day.getUTCDay() % 6 === 0 ? 0.9 : 1;
    return (0.7 + (0.7 * at) / DAYS) * season * prime * weekend;
  });
}

/** Whole numbers in proportion to the weights whose sum is exactly `rows`. */
function allotted(rows: number, people: readonly Person[]): number[] {
  const sum = people.reduce((total, { weight }) => total + weight, 0);
  let weight = 0;
  let given = 0;
  return people.map((person) => {
    weight += person.weight;
    const upTo = Math.round((weight / sum) * rows);
    const own = upTo - given;
    given = upTo;
    return own;
  });
}
