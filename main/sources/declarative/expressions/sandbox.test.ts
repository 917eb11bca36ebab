import { describe, expect, it } from 'vitest';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import { createExpressions } from './createExpressions.ts';

const OF: Component = {
  type: 'X',
  path: 'streams[0]',
  at: { line: 1, column: 1 },
  members: {},
  parameters: {},
};
const RECORD = { id: 1, s: 'text', list: [1, 2], o: { p: 1 } };

/** What came out, or that it was refused. Nothing may come out but data of ours. */
async function attempt(template: string): Promise<string> {
  const expressions = createExpressions({ config: { base: 'x', evil: "{{ ''.__class__ }}" }, now: Date.now });
  try {
    return JSON.stringify(await expressions.value(template, OF)({ record: RECORD }));
  } catch (thrown) {
    if (thrown instanceof Trouble) return 'refused';
    throw thrown;
  }
}

const REACHES = [
  "{{ ''.__class__.__mro__ }}",
  '{{ ().__class__.__bases__[0].__subclasses__() }}',
  "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
  '{{ now_utc.__globals__ }}',
  '{{ now_utc().__class__ }}',
  "{{ now_utc() | attr('constructor') }}",
  "{{ config | attr('__class__') }}",
  "{{ config | attr('constructor') }}",
  "{{ '{0.__class__}'.format(config) }}",
  "{{ '{0.constructor.constructor}'.format(record) }}",
  "{{ '{0[__proto__]}'.format(record) }}",
  "{{ '%(constructor)s' % record }}",
  "{{ record['constructor']['constructor']('return process')() }}",
  "{{ record['__proto__'] }}",
  "{{ record.list['constructor'] }}",
  "{{ record.s['constructor'] }}",
  "{{ record['hasOwnProperty']('id') }}",
  "{{ ''.constructor }}",
  "{{ [].map.constructor('return 1')() }}",
  '{{ stream_slice._partition.__class__ }}',
  '{{ stream_slice.constructor }}',
  '{{ headers.constructor }}',
  "{{ duration('P1M').constructor }}",
  "{{ duration('P1M')['__proto__'] }}",
  "{{ [record] | map(attribute='constructor') | list }}",
  "{{ [record] | map(attribute='__proto__.polluted') | list }}",
  "{{ [record] | groupby('__class__') }}",
  '{{ dict(__proto__=1).polluted }}',
  '{% set ns = namespace() %}{% set ns.__proto__ = 1 %}{{ ns.constructor }}',
  '{{ self.__init__ }}',
  '{{ self._TemplateReference__context }}',
  '{{ globalThis }}',
  '{{ process.env }}',
  "{{ require('fs') }}",
  '{{ lipsum() }}',
  "{% import 'os' as os %}{{ os.popen }}",
  "{% include '/etc/hostname' %}",
  "{% extends '/etc/passwd' %}",
  "{% from 'x' import y %}",
  "{{ 'x' | hash('__class__') }}",
  "{{ 'x' | regex_replace('x', '\\\\g<constructor>') }}",
  "{{ format_datetime(0, '__proto__') }}",
];

const EXHAUSTING = [
  '{% for i in range(1000000000) %}x{% endfor %}',
  "{{ 'x' * 100000000000 }}",
  '{{ [0] * 10000000000 }}',
  "{{ '%1000000000d' % 1 }}",
  "{{ '{:>1000000000}'.format(1) }}",
  "{{ 'x'.ljust(1000000000) }}",
  '{{ 9 ** (9 ** 9) }}',
  '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}',
  "{% set ns = namespace(s='x') %}{% for a in 'xxxxxxxxxx' %}{% for b in 'xxxxxxxxxx' %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{% endfor %}{{ ns.s }}",
  `{% for a in '${'x'.repeat(2000)}' %}{% for b in '${'x'.repeat(2000)}' %}{% for c in 'xxxxxxxxxx' %}{% endfor %}{% endfor %}{% endfor %}`,
  `{{ '${'a'.repeat(40)}!' | regex_search('^(a+)+$') }}`,
  `{{ '${'a'.repeat(40)}!' | regex_replace('(a|a)*$', 'x') }}`,
  `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`,
  `{{ ${'['.repeat(50_000)} }}`,
  `{{ 1 ${'+ 1 '.repeat(50_000)} }}`,
];

describe('a template of a stranger', () => {
  it.each(REACHES)('reaches nothing by %s', async (template) => {
    const got = await attempt(template);
    expect(
      ['refused', '""', '{}', '[]', '[""]', JSON.stringify(template)].some((one) => got === one) ||
        isHarmless(got),
    ).toBe(true);
    expect(got.includes(template.slice(3, -3)) ? '' : got).not.toMatch(
      /class|function|native|process|root:|object Object/i,
    );
  });

  it.each(EXHAUSTING)('is stopped: %s', async (template) => {
    expect(await attempt(template)).toBe('refused');
  });

  it('is not made of what the config holds', async () => {
    expect(await attempt('{{ config.evil }}')).toBe(JSON.stringify("{{ ''.__class__ }}"));
  });

  it('leaves the language as it was', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const template of REACHES) await attempt(template);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect('polluted' in {}).toBe(false);
  });
});

/** Undefined inside of a list or a text, or the letters of the template itself. */
function isHarmless(got: string): boolean {
  return /^"?\[?(?:Undefined|None|'?%?constructor'?|__proto__|<[\w .]+>)?\]?"?$/.test(got);
}
