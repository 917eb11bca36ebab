import { describe, expect, it } from 'vitest';
import { createEnvironment } from './jinja.ts';
import { TemplateError } from './templateError.ts';
import { Callable } from './value.ts';

const context = { xs: ['a'], call: new Callable('call', () => 'called') };

async function outcome(source: string): Promise<string> {
  try {
    return `text: ${await createEnvironment().compile(source, 't').render(context)}`;
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    return thrown.kind;
  }
}

const WALKS = [
  "{{ ''.__class__ }}",
  "{{ ''.__class__.__mro__[1].__subclasses__() }}",
  '{{ xs.__proto__ }}',
  "{{ xs['__proto__'] }}",
  "{{ {}['__proto__'] }}",
  "{{ ''['__class__'] }}",
  "{{ xs|attr('__class__') }}",
  "{{ xs|map(attribute='__class__')|list }}",
  "{{ xs|map('attr', '__class__')|list }}",
  "{{ xs|selectattr('__class__')|list }}",
  "{{ xs|sort(attribute='__class__') }}",
  "{{ xs|groupby('__class__') }}",
  '{{ call.__globals__ }}',
  '{{ range.__init__.__globals__ }}',
  '{{ cycler.__init__ }}',
  '{{ namespace().__class__ }}',
  '{% for x in xs %}{{ loop.__class__ }}{% endfor %}',
  '{% macro m() %}{{ kwargs.__proto__ }}{% endmacro %}{{ m(__proto__=1) }}',
  "{{ '{0.__class__}'.format(xs) }}",
  "{{ '{0.__class__.__mro__}'.format('') }}",
  "{{ '{x.__init__}'.format(x=range) }}",
  "{{ '{0:{1.__class__}}'.format(1, 2) }}",
  "{{ '{0[__class__]}'.format('') }}",
  "{{ '{a.__class__}'.format_map({'a': 1}) }}",
  "{{ ('{0.__class__}'|escape).format(1) }}",
  "{{ '{0.upper}'.format('a') }}",
  "{{ '{0.append}'.format(xs) }}",
];

const CONSTRUCTORS = [
  "{{ ''.constructor.constructor('return process')() }}",
  "{{ xs['constructor']['constructor']('return process')() }}",
  "{{ call.constructor('return 1')() }}",
  '{{ call.invoke() }}',
  '{{ (1).constructor.prototype }}',
  "{{ {}.hasOwnProperty('x') }}",
  '{{ xs.length() }}',
  '{{ xs|constructor }}',
  '{{ xs|toString }}',
  '{{ xs is hasOwnProperty }}',
  "{{ xs|map('constructor')|list }}",
  '{{ process.exit() }}',
  '{{ globalThis.process.env }}',
  '{% set xs.polluted = 1 %}',
];

const NOTHING_THERE = [
  '{{ xs.constructor }}',
  '{{ xs.length }}',
  '{{ call.invoke }}{{ call.attributes }}{{ call.prototype }}',
  '{{ process }}{{ globalThis }}{{ require }}{{ constructor }}{{ hasOwnProperty }}',
  "{{ '{0.constructor}'.format('') }}",
  "{{ joiner('s').separator }}{{ cycler(1).items }}",
  '{% for x in xs %}{{ loop.parts }}{{ loop.index_ }}{% endfor %}',
  '{{ self.frame }}',
];

describe('the sandbox', () => {
  for (const source of WALKS)
    it(`refuses ${source}`, async () => expect(await outcome(source)).toBe('security'));

  for (const source of CONSTRUCTORS)
    it(`gives an error for ${source}`, async () =>
      expect(await outcome(source)).toMatch(/^(runtime|syntax)$/));

  for (const source of NOTHING_THERE)
    it(`finds nothing in ${source}`, async () => expect(await outcome(source)).toBe('text: '));

  it('leaves the prototypes of the program alone', async () => {
    const before = Reflect.ownKeys(Object.prototype).length;
    await outcome(
      "{% set d = dict(__proto__={'polluted': 1}) %}{% do d.update({'__proto__': {'polluted': 1}}) %}{{ d }}",
    );
    await outcome('{% set ns = namespace(__proto__=1) %}{% set ns.__proto__ = 5 %}');
    expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('lets data through whose keys only look dangerous', async () => {
    expect(
      await outcome(
        "{{ {'constructor': 1}.constructor }}{{ {'_id': 2}._id }}{{ {'__typename': 3}.__typename }}",
      ),
    ).toBe('text: 123');
  });
});
