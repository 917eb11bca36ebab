import { describe, expect, it } from 'vitest';
import { createEnvironment, type Environment } from './jinja.ts';
import { TemplateError } from './templateError.ts';

function withTemplates(templates: Readonly<Record<string, string>>): Environment {
  const environment: Environment = createEnvironment({
    load: async (name) => {
      const source = templates[name];
      return source === undefined ? undefined : environment.compile(source, name);
    },
  });
  return environment;
}

const library = withTemplates({
  part: '[{{ x }}{% set x = 9 %}]',
  lib: '{% macro hi(n) %}hi {{ n }}{{ x }}{% endmacro %}{% set v = 5 %}{% set _hidden = 1 %}shown',
  base: 'A{% block head %}base{% endblock %}B{% block body %}{% block inner %}in{% endblock %}{% endblock %}C',
  middle: "{% extends 'base' %}{% block head %}m-{{ super() }}{% endblock %}",
  self: "{% include 'self' %}",
  broken: 'ok\n{{ 1 / 0 }}',
});

const render = (source: string, context = {}) => library.compile(source, 'main').render(context);

describe('templates that use others', () => {
  it('include, with and without the names around', async () => {
    expect(await render("{% set x = 1 %}{% include 'part' %}{{ x }}")).toBe('[1]1');
    expect(await render("{% for x in [1, 2] %}{% include 'part' %}{% endfor %}")).toBe('[1][2]');
    expect(await render("{% include 'part' without context %}", { x: 3 })).toBe('[]');
    expect(await render("{% include ['none', 'part'] %}{% include 'none' ignore missing %}", { x: 3 })).toBe(
      '[3]',
    );
  });

  it('import macros and values, hidden ones left out', async () => {
    expect(
      await render("{% import 'lib' as l %}{{ l.hi('a') }}{{ l.v }}{{ l._hidden }}|{{ l }}", { x: 7 }),
    ).toBe('hi a5|shown');
    expect(await render("{% from 'lib' import hi as h, v with context %}{{ h('a') }}{{ v }}", { x: 7 })).toBe(
      'hi a75',
    );
    expect(await render("{% from 'lib' import nope %}[{{ nope }}]")).toBe('[]');
  });

  it('extend, with super and blocks inside blocks', async () => {
    expect(await render("{% extends 'base' %}ignored{% block inner %}mine{% endblock %}")).toBe(
      'AbaseBmineC',
    );
    expect(await render("{% extends 'middle' %}{% block head %}x-{{ super() }}{% endblock %}")).toBe(
      'Ax-m-baseBinC',
    );
    expect(
      await render(
        "{% extends 'base' %}{% set q = 4 %}{% block body %}{{ q }}{{ self.head() }}{% endblock %}",
      ),
    ).toBe('AbaseB4baseC');
  });

  it('fail where the mistake is, and name what is missing', async () => {
    const failure = (source: string) => render(source).catch((thrown: unknown) => thrown);
    expect(await failure("\n{% include 'broken' %}")).toMatchObject({ template: 'broken', line: 2 });
    expect(await failure("\n{% include 'none' %}")).toMatchObject({ type: 'TemplateNotFound', line: 2 });
    expect(await failure("{% include 'self' %}")).toBeInstanceOf(TemplateError);
    expect(await failure("{% include 'self' %}")).toMatchObject({ kind: 'limit' });
  });
});
