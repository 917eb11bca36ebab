import { describe, expect, it } from 'vitest';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import { createExpressions } from './createExpressions.ts';

const OF: Component = { type: 'X', path: 's', at: { line: 1, column: 1 }, members: {}, parameters: { a: 1 } };
const SEEN = {
  record: { a: 1, s: 'text', none: null, list: [1, 'b'], o: { p: [] }, day: '2024-06-01' },
  slice: { partition: { shop: '7' }, cursor: { start_time: '2024-06-01' }, extra: {} },
};
const BEGINNINGS = [
  "{{ record['a'] ~ '-' ~ config['b'] }}",
  "{{ (now_utc() - duration('P1M')).strftime('%Y-%m-%d') }}",
  '{% for k, v in record.o.items() %}{{ k }}={{ v }}{% endfor %}',
  "{{ format_datetime(record.day, '%s') | int + timestamp('2024') }}",
  "{{ 'aXb' | regex_replace('([a-z])X', '<\\\\1>') | hash('sha256') }}",
  "{'k': [1, {{ record.a }}], \"x\": '''{{ record.s }}'''}",
  '{% set ns = namespace(n=0) %}{% for i in record.list %}{% set ns.n = i %}{% endfor %}{{ ns.n }}',
];
const PIECES = [
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '|',
    '.',
    '(',
    ')',
    '[',
    ']',
    "'",
    '"',
    '~',
    '-',
    '%',
    '\\',
    '\n',
    ',',
    ' ',
  ],
  ...[
    'record',
    'config',
    ' if ',
    ' else ',
    ' in ',
    ' is ',
    'not ',
    'none',
    '1e9',
    '0x',
    'max',
    'string',
    '__class__',
  ],
];

describe('any template at all', () => {
  it.each([1, 2, 3])('comes to a value or to a trouble in words (%i)', async (seed) => {
    let state = seed;
    const draw = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * below);
    };
    const expressions = createExpressions({ config: { b: 'CANARY' }, now: () => 0, random: () => 0 });
    for (let round = 0; round < 1500; round += 1) {
      let template = BEGINNINGS[draw(BEGINNINGS.length)] ?? '';
      for (let left = 1 + draw(5); left > 0; left -= 1) {
        const at = draw(template.length + 1);
        template = template.slice(0, at) + (PIECES[draw(PIECES.length)] ?? '') + template.slice(at + draw(4));
      }
      await answered(() => expressions.value(template, OF)(SEEN));
      await answered(() => expressions.condition(template, OF)(SEEN));
      await answered(() => expressions.object({ [template]: [template] }, OF, true)(SEEN));
    }
  });
});

async function answered(work: () => unknown): Promise<void> {
  try {
    expect(await work()).not.toBeUndefined();
  } catch (thrown) {
    if (!(thrown instanceof Trouble)) throw thrown;
    expect(thrown.failure.message).not.toContain('CANARY');
    expect(thrown.failure.next).not.toBe('');
  }
}
