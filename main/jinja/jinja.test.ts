import { describe, expect, it } from 'vitest';
import { Dict } from './dict.ts';
import { createEnvironment } from './jinja.ts';
import { MacroReturn } from './macroReturn.ts';
import { TemplateError } from './templateError.ts';
import { Callable, HostObject, Tuple, type Value } from './value.ts';

const plain = createEnvironment();

async function failure(work: () => unknown): Promise<TemplateError> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof TemplateError) return thrown;
    throw thrown;
  }
  throw new Error('nothing failed');
}

describe('rendering', () => {
  it('asks a lazy context only for names the template uses', async () => {
    const asked: string[] = [];
    const get = (name: string) => {
      asked.push(name);
      return name === 'a' ? 1 : undefined;
    };
    expect(await plain.compile('{% if a %}{{ a }}{% else %}{{ b }}{% endif %}', 't').render({ get })).toBe(
      '1',
    );
    expect(new Set(asked)).toEqual(new Set(['a']));
  });

  it('waits for what a function promises, in the order of the template', async () => {
    const order: Value[] = [];
    const query = new Callable('query', async ({ positional: [text = null] }) => {
      order.push(text);
      await Promise.resolve();
      return [text, 'x'];
    });
    const source =
      "{% for c in query('a') if query('b')[1] == 'x' %}{{ c }}{% endfor %}{{ query('c')|join('-') if query('d') }}{% set v = query('e') %}{{ v[0] }}";
    expect(await plain.compile(source, 't').render({ query })).toBe('axc-xe');
    expect(order).toEqual(['a', 'b', 'b', 'd', 'c', 'e']);
  });

  it('hands out what is put out as values', async () => {
    const outputs = await plain.compile("a{{ [1] }}{{ none }}{{ 'b' }}", 't').outputs({});
    expect(outputs).toEqual(['a', [1], null, 'b']);
  });

  it('drops one newline at the end and makes line ends equal', async () => {
    expect(await plain.compile('a\r\nb\rc\n\n', 't').render({})).toBe('a\nb\nc\n');
  });

  it('takes an object’s own entries as context, and nothing it inherits', async () => {
    expect(await plain.compile('[{{ toString }}{{ constructor }}{{ a }}]', 't').render({ a: 1 })).toBe('[1]');
  });

  it('stops when it is cancelled', async () => {
    const stop = new AbortController();
    let calls = 0;
    const query = new Callable('query', async () => {
      calls += 1;
      stop.abort();
      return 1;
    });
    const template = plain.compile('{{ query() }}{{ query() }}', 't');
    expect((await failure(() => template.render({ query }, { signal: stop.signal }))).type).toBe(
      'AbortError',
    );
    expect(calls).toBe(1);
  });
});

describe('errors', () => {
  it('say template, line and column, of the statement and of the very part', async () => {
    const template = plain.compile('one\n  {{ a +\n     b.c.d }}', 'models/x.sql');
    expect(await failure(() => template.render({ a: 1, b: new Dict() }))).toMatchObject({
      template: 'models/x.sql',
      kind: 'runtime',
      type: 'UndefinedError',
      message: "'dict object' has no attribute 'c'",
      line: 2,
      column: 6,
      exact: { line: 3, column: 9 },
    });
  });

  it('point into the macro that failed, not to its call', async () => {
    const template = plain.compile('{% macro m(x) %}\n{{ x.y.z }}{% endmacro %}\n\n{{ m(1) }}', 't');
    expect(await failure(() => template.render({}))).toMatchObject({ line: 2 });
  });

  it('keep the host’s own error as their cause', async () => {
    const cause = new Error('no such table');
    const query = new Callable('query', async () => Promise.reject(cause));
    const error = await failure(() => plain.compile('\n{{ query() }}', 't').render({ query }));
    expect(error).toMatchObject({ line: 2, kind: 'runtime', message: 'no such table' });
    expect(error.cause).toBe(cause);
  });

  it('are found by compiling, where they are mistakes of syntax', async () => {
    expect(await failure(() => plain.compile('a\n{% if x %}\n', 't'))).toMatchObject({
      kind: 'syntax',
      line: 2,
    });
    expect(await failure(() => plain.compile('{{ x | nope }}', 't'))).toMatchObject({
      kind: 'syntax',
      type: 'TemplateAssertionError',
      line: 1,
      column: 8,
    });
  });
});

describe('macros', () => {
  it('are listed without rendering', () => {
    const source = 'x\n{%- macro m(a, b=1) -%} {{ a }} {%- endmacro %}{% macro n() %}{% endmacro %}';
    const [first, second] = plain.compile(source, 't').macros();
    expect(first).toMatchObject({
      name: 'm',
      tag: 'macro',
      parameters: [
        { name: 'a', hasDefault: false },
        { name: 'b', hasDefault: true },
      ],
      source: '{%- macro m(a, b=1) -%} {{ a }} {%- endmacro %}',
      line: 2,
      column: 5,
    });
    expect(second?.name).toBe('n');
  });

  it('are handed out, and see the context when they are called', async () => {
    const source =
      "{% set p = 'p' %}{% macro m(a) %}{{ p }}{{ a }}{{ seen }}{% endmacro %}{% macro _h() %}{% endmacro %}";
    const macros = await plain.compile(source, 't').module({ seen: 's' });
    expect([...macros.keys()]).toEqual(['m']);
    expect(await plain.call(macros.get('m') ?? null, ['a'])).toBe('pas');
    expect(await plain.compile("{{ m('b') }}", 'u').render({ m: macros.get('m') ?? null })).toBe('pbs');
  });

  it('end early with the value that a function returns from them', async () => {
    const giveBack = new Callable('return', ({ positional: [value = null] }) => {
      throw new MacroReturn(value);
    });
    const render = (source: string) => plain.compile(source, 't').render({ return: giveBack });
    expect(await render('{% macro m(x) %}text{{ return([x, 1]) }}{% endmacro %}{{ m(2)[0] + 1 }}')).toBe('3');
    expect(await failure(() => render('{{ return(1) }}'))).toMatchObject({ type: 'MacroReturn' });
    // A call block is no macro of its own: the one that runs it ends.
    const through =
      "{% macro n() %}{{ caller() }}never{% endmacro %}{% macro m(x) %}[{% call n() %}{{ return([x, 1]) }}{% endcall %}]{% endmacro %}{{ m('a') }}";
    expect(await render(through)).toBe("[['a', 1]]");
  });
});

describe('custom blocks', () => {
  const environment = createEnvironment({
    blocks: [
      { tag: 'test', header: 'signature', body: 'template', macroName: ({ name }) => `test_${name}` },
      {
        tag: 'materialization',
        header: 'arguments',
        body: 'template',
        macroName: ({ name, positional, named }) =>
          `materialization_${name}_${positional[0] ?? named.get('adapter') ?? 'default'}`,
      },
      { tag: 'snapshot', header: 'name', body: 'template' },
      { tag: 'docs', header: 'name', body: 'raw' },
    ],
  });

  it('define macros under the name the host gives them', () => {
    const source =
      "{% test positive(model, column_name) %}{% endtest %}{% materialization t, adapter='pg', langs=['sql'] %}{% endmaterialization %}{% materialization u, default %}{% endmaterialization %}";
    const macros = environment.compile(source, 't').macros();
    expect(macros.map(({ name }) => name)).toEqual([
      'test_positive',
      'materialization_t_pg',
      'materialization_u_default',
    ]);
    expect(macros[1]?.header.named.get('langs')).toEqual(['sql']);
    expect(macros[0]?.parameters.map(({ name }) => name)).toEqual(['model', 'column_name']);
  });

  it('are sections otherwise: left out of the text, with bodies to render on their own', async () => {
    const template = environment.compile('a{% snapshot s %}\n{{ x.y.z }}{{ x }}{% endsnapshot %}b', 't');
    expect(await template.render({})).toBe('ab');
    const [section] = template.sections();
    expect(section).toMatchObject({ tag: 'snapshot', text: '\n{{ x.y.z }}{{ x }}' });
    expect(await failure(() => section?.template?.render({ x: 1 }))).toMatchObject({
      template: 't',
      line: 2,
    });
  });

  it('may be raw: no template is read in them', async () => {
    const source =
      '{% docs intro %}\n{{ unclosed {% if %}\n{% enddocs %}{% docs other %}z{% enddocs %}{{ 1 }}';
    const template = environment.compile(source, 't');
    expect(await template.render({})).toBe('1');
    expect(template.sections().map(({ header, text }) => [header.name, text])).toEqual([
      ['intro', '\n{{ unclosed {% if %}\n'],
      ['other', 'z'],
    ]);
  });
});

class Relation extends HostObject {
  readonly typeName = 'Relation';
  readonly secret = 'hidden';

  attribute(name: string) {
    if (name === 'identifier') return 'orders';
    if (name === 'columns') return Promise.resolve(['a', 'b']);
    return undefined;
  }

  override text(): string {
    return '"staging"."orders"';
  }

  override compare(): number {
    return -1;
  }
}

describe('objects of the host', () => {
  const render = (source: string) => plain.compile(source, 't').render({ r: new Relation() });

  it('show what they answer, promised or not', async () => {
    expect(await render("{{ r }} {{ r.identifier }} {{ r.columns|join(',') }} {{ [r] }}")).toBe(
      '"staging"."orders" orders a,b ["staging"."orders"]',
    );
    expect(await render("{{ [r]|map(attribute='columns')|map('join', '+')|list }}")).toBe("['a+b']");
    expect(await render('{{ r < 1 }}')).toBe('True');
  });

  it('show nothing else', async () => {
    expect(await render('[{{ r.secret }}{{ r.text }}{{ r.constructor }}{{ r["secret"] }}]')).toBe('[]');
  });
});

describe('what an environment adds', () => {
  it('globals, filters, tests and chance of the host', async () => {
    const environment = createEnvironment({
      globals: { pair: new Tuple([1, 2]) },
      filters: { twice: (value) => [value, value] },
      tests: { small: async (value) => typeof value === 'number' && value < 3 },
      random: () => 0.99,
    });
    const source = "{{ pair }}{{ 'x'|twice }}{{ [1, 5]|select('small')|list }}{{ [1, 2, 3]|random }}";
    expect(await environment.compile(source, 't').render({})).toBe("(1, 2)['x', 'x'][1]3");
  });
});
