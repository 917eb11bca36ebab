import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromJson } from './fromJson.ts';
import { createEnvironment } from './jinja.ts';
import { TemplateError } from './templateError.ts';

const CASES = new URL('../../test/conformance/cases/jinja/recorded.json', import.meta.url);
const ROUNDS = 6000;

const PIECES = [
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '-%}',
    '{%-',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '|',
    '.',
    ',',
    '~',
    '*',
    '**',
  ],
  ...[
    '=',
    '==',
    '"',
    "'",
    '\\',
    'if',
    'else',
    'endif',
    'for',
    'in',
    'endfor',
    'set',
    'macro',
    'endmacro',
    'call',
  ],
  ...[
    'caller()',
    'loop',
    'recursive',
    'is',
    'not',
    '1',
    '0',
    '-1',
    '1e999',
    'xs',
    'd',
    'varargs',
    'kwargs',
    'raw',
  ],
  ...[
    'endraw',
    'block x',
    'endblock',
    'do',
    'break',
    'filter',
    'upper',
    'map',
    '\n',
    '\0',
    '😀',
    '\ud800',
    '*xs',
    '**d',
  ],
];

/** Numbers from 0 up to 1, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

it('a damaged template renders or fails with a TemplateError, and never anything else', async () => {
  const cases = JSON.parse(readFileSync(CASES, 'utf8')) as {
    template: string;
    context: Record<string, unknown>;
  }[];
  const random = numbers(20240607);
  const below = (limit: number) => Math.floor(random() * limit);
  const environment = createEnvironment({ limits: { instructions: 50_000 } });
  let failed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { template, context } = cases[below(cases.length)] ?? { template: '', context: {} };
    let source = template;
    for (let change = 0; change <= below(4); change += 1) {
      const at = below(source.length + 1);
      const piece =
        random() < 0.6 ? PIECES[below(PIECES.length)] : cases[below(cases.length)]?.template.slice(below(40));
      source = source.slice(0, at) + (random() < 0.3 ? '' : piece) + source.slice(at + below(4));
    }
    const values = Object.fromEntries(
      Object.entries(context).map(([name, value]) => [name, fromJson(value)]),
    );
    try {
      await environment.compile(source, 't').render(values);
    } catch (thrown) {
      failed += 1;
      if (!(thrown instanceof TemplateError))
        throw new Error(`for ${JSON.stringify(source)}`, { cause: thrown });
      expect(thrown.line, source).toBeGreaterThan(0);
      expect(thrown.column, source).toBeGreaterThan(0);
      // A cause is an error of the host's functions, and there are none here.
      expect(thrown.cause, source).toBeUndefined();
    }
  }
  expect(failed).toBeGreaterThan(ROUNDS / 4);
});
