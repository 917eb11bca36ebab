import { expect } from 'vitest';
import type { BuildLine, Cell } from '../../../main/warehouse/builds.ts';
import { ok } from '../../../shared/errors/failure.ts';
import { must } from '../store/bench.ts';
import { randomFrom } from '../store/random.ts';

/** A line to a real Postgres, and one to SQLite. */
export interface Engines {
  readonly there: BuildLine;
  readonly here: BuildLine;
}

export type Expression = string | readonly [sqlite: string, postgres: string];

const AT_ONCE = 200;

export async function answers(line: BuildLine, expressions: readonly string[]): Promise<Cell[]> {
  const all: Cell[] = [];
  for (let from = 0; from < expressions.length; from += AT_ONCE) {
    const list = expressions.slice(from, from + AT_ONCE).map((one, at) => `${one} as c${at}`);
    all.push(...(must(await line.run(`select ${list.join(', ')}`)).rows[0] ?? []));
  }
  return all;
}

/** Numbers are compared as numbers, all else to the letter. */
function plain(cell: Cell): unknown {
  if (typeof cell === 'bigint' || typeof cell === 'boolean') return Number(cell);
  return cell;
}

export async function expectSame(
  { there, here }: Engines,
  expressions: readonly Expression[],
  numeric = false,
): Promise<void> {
  const [ours, theirs] = [0, 1].map((at) =>
    expressions.map((one) => (typeof one === 'string' ? one : one[at])),
  );
  const wanted = (await answers(there, theirs as string[])).map((cell) =>
    plain(numeric && cell !== null ? Number(cell) : cell),
  );
  const read = (await answers(here, ours as string[])).map(plain);
  const label = (values: readonly unknown[]) => values.map((value, at) => [expressions[at], value]);
  expect(label(read)).toEqual(label(wanted));
  expect(wanted.filter((value) => value !== null).length).toBeGreaterThan(wanted.length / 5);
  const written = await here.together(async () => {
    must(await here.run('create temporary table anything (a)'));
    return ok((await answers(here, ours as string[])).map(plain));
  });
  expect(must(written)).toEqual(read);
}

export const random = randomFrom(20_260_308);
export const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
export const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
export const many = (count: number, make: () => Expression): Expression[] =>
  Array.from({ length: count }, make);

export const WORDS: readonly (string | null)[] = [
  ...[
    null,
    '',
    'a',
    'abc',
    'hello world',
    'Hello, World!',
    'ÄÖÜ ß',
    'naïve café',
    '日本語テキスト',
    '😀 smile 😀',
    'a,b,,c',
    ' padded ',
  ],
  ...["it's", 'UPPER lower 123abc', 'line\nbreak', 'a.b|c\\d', '2021-01-01', 'x'.repeat(300)],
];
