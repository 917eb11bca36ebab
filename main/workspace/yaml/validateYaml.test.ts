import { expect, test } from 'vitest';
import * as z from 'zod';
import { WorkspaceConfig } from '../../../shared/contract/workspace.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { validateYaml } from './validateYaml.ts';

const GOOD = `# our shop
name: Ann's shop
warehouse:
  engine: sqlite
zone: America/New_York
currency: USD
layers: [raw, staging, core, analytics]
`;

function problems(text: string, schema: z.ZodType = WorkspaceConfig): string[] {
  return validateYaml(text, schema, 'leadline.yml').problems.map(told);
}
const told = ({ line, column, severity, message }: FileProblem) => `${line}:${column} ${severity} ${message}`;

test('a good file is read, with its comments, its byte order mark and Windows line endings', () => {
  for (const text of [GOOD, `\uFEFF${GOOD}`, GOOD.replaceAll('\n', '\r\n')]) {
    const read = validateYaml(text, WorkspaceConfig, 'leadline.yml');
    expect(read.problems).toEqual([]);
    expect(read.value?.name).toBe("Ann's shop");
  }
});

test.each([
  [
    'currency: USD',
    'currency: USDX',
    '6:11 error currency: "USDX" is not a currency code (write it like USD)',
  ],
  [
    'America/New_York',
    'New York',
    '5:7 error zone: "New York" is not a time zone this machine knows (write it like America/New_York)',
  ],
  [
    "name: Ann's shop",
    'name: 12',
    '2:7 error name: must be text, not the number 12 (put it in quotes if it is meant as text)',
  ],
  ["name: Ann's shop", 'name: "  "', '2:7 error name: must not be empty'],
  ["name: Ann's shop", `name: ${'x'.repeat(81)}`, '2:7 error name: is longer than 80 letters'],
  ["name: Ann's shop", 'name:', '2:6 error name: must be text, not empty'],
  [
    'engine: sqlite',
    'engine: sqllite',
    '4:11 error warehouse.engine: "sqllite" is not one of sqlite, postgres (did you mean sqlite?)',
  ],
  ['engine: sqlite', 'engine: postgres', '4:3 error warehouse.connection is missing'],
  [
    '\n  engine: sqlite',
    ' sqlite',
    '3:12 error warehouse: must be a mapping (lines of `key: value`), not text',
  ],
  ['[raw, staging, core, analytics]', '[]', '7:9 error layers: needs at least 1 entry'],
  [
    '[raw, staging',
    '[raw, stagin',
    '7:15 error layers[2]: "stagin" is not one of raw, staging, core, analytics (did you mean staging?)',
  ],
  ['currency: USD\n', '', '2:1 error currency is missing'],
])('%j written as %j', (good, bad, expected) => {
  expect(problems(GOOD.replace(good, bad))).toEqual([expected]);
});

test('a key nobody knows is a warning with the word that was meant, and the file still counts', () => {
  const text = `${GOOD}warehose: x\ncolour: red\n`;
  expect(problems(text.replace('warehose: x\n', ''))).toEqual([
    '8:1 warning colour is not a key Leadline knows',
  ]);
  expect(validateYaml(text, WorkspaceConfig, 'leadline.yml').value).not.toBeNull();
  const wrong = GOOD.replace('zone:', 'zoen:').replace('engine: sqlite', 'engine: sqlite\n  conection: x');
  expect(problems(wrong)).toEqual([
    '2:1 error zone is missing',
    '5:3 warning warehouse.conection is not a key Leadline knows',
    '6:1 warning zoen is not a key Leadline knows: did you mean zone?',
  ]);
});

test('every fault of the syntax is told at once, each where it is', () => {
  expect(problems('a: 1\na: 2\nb: c: d\ne: "x\\q"\n')).toEqual([
    '2:1 error this key is written twice in the same place: keep one',
    '3:4 error there are two keys on one line: put the value in quotes if it holds a colon',
    '4:6 error this backslash means nothing inside double quotes: double it, or use single quotes',
  ]);
  expect(problems('a:\n\t- 1\n')[0]).toContain('2:1 error lines are indented with spaces: replace the tab');
  expect(problems('a: "open\n')[0]).toContain('a quote is opened here or before and never closed');
  expect(problems(`${GOOD}---\nname: second\n`)).toEqual([
    '8:1 error the file holds more than one document: remove this --- line or split the file',
  ]);
});

test('an empty file, a list and a bare word say what belongs there', () => {
  expect(problems('')).toEqual(['1:1 error the file must be a mapping (lines of `key: value`), not empty']);
  expect(problems('# only a comment\n')[0]).toContain('not empty');
  expect(problems('- a\n- b\n')).toEqual([
    '1:1 error the file must be a mapping (lines of `key: value`), not a list',
  ]);
  expect(problems('hello')[0]).toContain('not text');
});

test('a fault inside a repeated value is told where the value stands', () => {
  const schema = z.object({ all: z.array(z.object({ n: z.number() })) });
  expect(problems('all:\n  - &one\n    n: x\n  - *one\n', schema)).toEqual([
    '3:8 error all[1].n: must be a number, not text',
    '3:8 error all[2].n: must be a number, not text',
  ]);
});

test('hostile files cost little and are refused in words', () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
  for (const [index, name] of [...'bcdefghi'].entries())
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`);
  const began = performance.now();
  expect(problems(bomb.join('\n'))).toEqual([
    '1:1 error the file repeats its anchors (&name, *name) too often and is not read',
  ]);
  expect(problems('['.repeat(900_000))).toEqual([
    '1:1 error the file nests more than 100 brackets and is not read',
  ]);
  expect(problems(`a: ${'x'.repeat(1_048_576)}`)).toEqual([
    '1:1 error the file is larger than 1 MB and is not read',
  ]);
  expect(
    problems(Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')).length,
  ).toBeGreaterThan(0);
  expect(problems('a: 1\n'.repeat(5_000))).toHaveLength(50);
  expect(problems('a: { <<: 5 }')).toEqual(['1:1 error a merge (<<) takes in something that is no mapping']);
  expect(performance.now() - began).toBeLessThan(8_000);
});

test('what looks like a secret is not repeated by the words about it', () => {
  const key = `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`;
  const text = problems(GOOD.replace('currency: USD', `currency: ${key}`)).join('\n');
  expect(text).toContain('currency: this value is not a currency code');
  expect(text).not.toContain(key);
});

test('__proto__ and constructor are keys like others', () => {
  expect(problems(`${GOOD}__proto__:\n  engine: x\nconstructor: y\n`)).toEqual([
    '8:1 warning __proto__ is not a key Leadline knows',
    '10:1 warning constructor is not a key Leadline knows',
  ]);
  expect(({} as Record<string, unknown>)['engine']).toBeUndefined();
});
