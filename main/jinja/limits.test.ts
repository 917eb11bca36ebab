import { describe, expect, it } from 'vitest';
import { createEnvironment, type Limits } from './jinja.ts';
import { TemplateError } from './templateError.ts';

async function limited(source: string, limits: Partial<Limits> = {}): Promise<string> {
  const environment = createEnvironment({ limits: { instructions: 200_000, ...limits } });
  try {
    await environment.compile(source, 't').render({});
    return 'came to its end';
  } catch (thrown) {
    return thrown instanceof TemplateError ? `${thrown.kind}: ${thrown.message}` : String(thrown);
  }
}

const BOMBS = [
  '{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}',
  '{% set xs = [1] %}{% for x in xs %}{% do xs.append(x) %}{% endfor %}',
  "{{ 'x' * 1000000000 }}",
  '{{ [1] * 1000000000 }}',
  '{{ 10 ** 10000000 }}',
  "{% set ns = namespace(s='x') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
  '{% set ns = namespace(s=[1]) %}{% for i in range(99) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}',
  '{% set ns = namespace(s=[1]) %}{% for i in range(99) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s|tojson }}',
  '{% set ns = namespace(s=(1,)) %}{% for i in range(99) %}{% set ns.s = (ns.s, ns.s) %}{% endfor %}{{ {ns.s: 1} }}',
  '{% set x = [] %}{% set y = [] %}{% do x.append(y) %}{% do y.append(x) %}{{ x == y }}',
  "{{ 'a'|center(1000000000) }}",
  "{{ '%1000000000d' % 1 }}",
  "{{ '{:1000000000}'.format(1) }}",
  "{{ 'a\\t'.expandtabs(1000000000) }}",
  "{{ [1]|batch(1000000000, 'x')|list }}",
  "{{ ('a' * 1000000)|wordwrap(1) }}",
  "{% set s = 'x' * 1000000 %}{% for i in range(99999) %}{% if 'y' in s %}{% endif %}{% endfor %}",
  '{% set s = [1] * 100000 %}{% for i in range(99999) %}{% set t = s.copy() %}{% endfor %}',
  '{{ range(100001) }}',
  `{{ ${'('.repeat(10_000)}1${')'.repeat(10_000)} }}`,
  `{{ ${'-'.repeat(10_000)}1 }}`,
  `{{ 1${'+1'.repeat(100_000)} }}`,
  `{{ x${'.a'.repeat(100_000)} }}`,
  `{% if 1 %}`.repeat(10_000),
];

describe('limits', () => {
  for (const bomb of BOMBS)
    it(`stop ${bomb.slice(0, 90)}`, async () => expect(await limited(bomb)).toMatch(/^limit: /));

  it('of depth hold for macros, loops and blocks, without the stack’s help', async () => {
    const macro = '{% macro m(n) %}{{ n }}{% if n %},{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(DEPTH) }}';
    expect(await limited(macro.replace('DEPTH', '9'), { depth: 10 })).toBe('came to its end');
    expect(await limited(macro.replace('DEPTH', '10'), { depth: 10 })).toMatch(/^limit: more than 10 /);
    expect(await limited(macro.replace('DEPTH', '4000'), { depth: 5000, instructions: 1e7 })).toBe(
      'came to its end',
    );
    expect(await limited('{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}')).toMatch(
      /^limit: more than 200/,
    );
    expect(await limited('{% block a %}{{ self.a() }}{% endblock %}')).toMatch(/^limit: more than 200/);
  });

  it('of output count everything put out', async () => {
    const source = '{% for i in range(100) %}0123456789{% endfor %}';
    expect(await limited(source, { output: 1000 })).toBe('came to its end');
    expect(await limited(source, { output: 999 })).toMatch(/^limit: .* larger than 999/);
  });

  it('of time follow the clock they are handed', async () => {
    let now = 0;
    const clock = { milliseconds: 50, now: () => now++ };
    const source = '{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}';
    expect(await limited(source, { instructions: 1e9, time: clock })).toBe(
      'limit: the template takes longer than 50 ms',
    );
  });

  it('begin anew with each rendering', async () => {
    const template = createEnvironment({ limits: { instructions: 1000 } }).compile(
      '{% for i in range(200) %}{% endfor %}',
      't',
    );
    for (let round = 0; round < 20; round += 1) expect(await template.render({})).toBe('');
  });
});
