import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Seen } from '../parts.ts';
import { createExpressions } from './createExpressions.ts';
import { compilePlain } from './plainPaths.ts';

const KEYS = [
  ...['a', 'a', 'a', 'a', 'b', 'b', 'c', 'id', 'name', 'x1', 'y_2', 'x y', 'n0', 'Üx'],
  ...['items', 'get', 'constructor', '__proto__', 'partition'],
];
const ROOTS = [
  'config',
  'parameters',
  'record',
  'response',
  'next_page_token',
  'stream_slice',
  'stream_partition',
];
const TEXTS = ['', '/v1/', ' ', '{', '}}', "'", '"', 'é', '%', '#}', '\\n', '{ {'];

/** The same numbers each run. */
function createDraw() {
  let seed = 42;
  return (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
}

describe('plain paths', () => {
  it('come to what the interpreter makes of them', async () => {
    const draw = createDraw();
    const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
    const json = (depth: number): Json => {
      const kind = draw(depth > 2 ? 7 : 10);
      if (kind === 0) return null;
      if (kind === 1) return draw(2) === 1;
      if (kind === 2) return draw(1000) - 500;
      if (kind === 3) return draw(1000) / 8;
      if (kind === 4) return 12345678901234567890n;
      if (kind === 5) return pick(['', 'text', '12', "{{ config['a'] }}", ' x\n', 'None']);
      if (kind === 6) return -0;
      if (kind === 7) return [json(depth + 1), json(depth + 1)];
      return object(depth + 1);
    };
    const object = (depth: number): JsonObject =>
      Object.fromEntries(Array.from({ length: draw(6) }, () => [pick(KEYS), json(depth)]));
    const path = () => {
      let steps = '';
      for (let left = 1 + draw(3); left > 0; left -= 1) {
        const key = pick(KEYS);
        const shape = draw(3);
        steps += shape === 0 && /^\w+$/.test(key) ? `.${key}` : shape === 1 ? `['${key}']` : `["${key}"]`;
      }
      return `{{ ${pick(ROOTS)}${steps} }}`;
    };

    let plain = 0;
    for (let round = 0; round < 3000; round += 1) {
      const template = Array.from({ length: 1 + draw(3) }, () => pick(TEXTS) + path() + pick(TEXTS)).join('');
      const config = object(0);
      const of: Component = {
        type: 'X',
        path: 's',
        at: { line: 1, column: 1 },
        members: {},
        parameters: object(0),
      };
      const seen: Seen = {
        slice: { partition: object(0), cursor: object(0), extra: object(0) },
        ...(draw(4) > 0 ? { record: object(0) } : {}),
        ...(draw(4) > 0 ? { response: json(0) } : {}),
        ...(draw(4) > 0 ? { token: { next_page_token: json(0), a: 1 } } : {}),
      };
      const expressions = createExpressions({ config, now: () => 0 });
      const got = async (source: string) => {
        try {
          return await expressions.text(source, of)?.(seen);
        } catch (thrown) {
          if (thrown instanceof Trouble) return 'failed';
          throw thrown;
        }
      };
      if (compilePlain(template, config, of.parameters) !== null) plain += 1;
      // A comment is nothing to the interpreter, and too much for a plain path.
      expect(`${template}: ${await got(template)}`).toBe(`${template}: ${await got(`{##}${template}`)}`);
    }
    expect(plain).toBeGreaterThan(500);
  });

  it.each([
    '{{ record }}',
    '{{ record.items }}',
    "{{ record['a'] | upper }}",
    '{{- record.a }}',
    '{{ record.a -}}',
    '{{ record.a }}\n',
    '{% if x %}{% endif %}',
    '{# {{ record.a }} #}',
    '{{ foo.a }}',
    '{{ record[0] }}',
    '{{ headers.a }}',
    "{{ record['a\\n'] }}",
  ])('leave %j to the interpreter', (template) => {
    expect(compilePlain(template, {}, {})).toBeNull();
  });
});
