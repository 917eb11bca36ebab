import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readManifest } from './readManifest.ts';

const CASES = join(import.meta.dirname, '../../../../test/conformance/cases/sources');
const texts = readdirSync(CASES)
  .filter((name) => /^\d/.test(name))
  .map((name) => readFileSync(join(CASES, name, 'manifest.yaml'), 'utf8'));

/** The same each run. */
function createDraw(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ':',
  '- ',
  '"',
  "'",
  '\n',
  ' ',
  '&a ',
  '*a',
  '<<: ',
  '#',
  '|',
  '>',
  '!!',
  '\t',
  '\0',
  '{{',
];
const VALUES = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'text',
  [],
  {},
  [[[]]],
  { type: 5 },
  { type: 'object' },
  { $ref: '#/streams/0' },
];

function withBytesChanged(text: string, draw: (below: number) => number): string {
  let changed = text;
  for (let left = 1 + draw(4); left > 0; left -= 1) {
    const at = draw(changed.length);
    const kind = draw(3);
    const piece = kind === 0 ? '' : (PIECES[draw(PIECES.length)] ?? '');
    changed =
      changed.slice(0, at) + piece + changed.slice(at + (kind === 2 ? 0 : 1 + draw(kind === 0 ? 40 : 1)));
  }
  return changed;
}

/** Takes a node away, or puts one of another type in its place. */
function withNodeChanged(value: unknown, draw: (below: number) => number): unknown {
  if (typeof value !== 'object' || value === null || draw(6) === 0) return VALUES[draw(VALUES.length)];
  const keys = Object.keys(value);
  const key = keys[draw(keys.length)];
  if (key === undefined) return VALUES[draw(VALUES.length)];
  const inner: unknown = Reflect.get(value, key);
  if (Array.isArray(value)) {
    const at = Number(key);
    return draw(5) === 0 ? value.toSpliced(at, 1) : value.with(at, withNodeChanged(inner, draw));
  }
  const entries = Object.entries(value);
  if (draw(5) === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return { ...value, [key]: withNodeChanged(inner, draw) };
}

describe('any text at all', () => {
  it.each([1, 2, 3])('is a manifest or a failure that says where, changed byte by byte (%i)', (seed) => {
    const draw = createDraw(seed);
    for (const text of texts)
      for (let round = 0; round < 25; round += 1) expectAnswer(withBytesChanged(text, draw));
  });

  it('is a manifest or a failure that says where, changed node by node', () => {
    const draw = createDraw(9);
    for (const text of texts) {
      const whole: unknown = parse(text);
      for (let round = 0; round < 30; round += 1) expectAnswer(stringify(withNodeChanged(whole, draw)) ?? '');
    }
  });

  it('reads what was not changed', () => {
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(readManifest(text, 'case').ok).toBe(true);
  });
});

function expectAnswer(text: string): void {
  const result = readManifest(text, 'case');
  if (result.ok) expect(result.value.streams.length + result.value.dynamicStreams.length).toBeGreaterThan(0);
  else {
    expect(result.failure.code).toBe('MANIFEST_INVALID');
    expect(result.failure.problems?.[0]?.line).toBeGreaterThan(0);
  }
}
