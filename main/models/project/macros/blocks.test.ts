import { describe, expect, it } from 'vitest';
import { findBlocks } from './blocks.ts';

const ALL = ['macro', 'test', 'materialization', 'snapshot', 'docs'] as const;

describe('findBlocks', () => {
  it('takes each block with its place, its rest and its body', () => {
    const { blocks, faults } = findBlocks(
      "{% macro a(x, y='%}') -%}\n  {{ x }}\n{%- endmacro %}\n{% materialization m, adapter='postgres' %}q{% endmaterialization %}",
      ALL,
    );
    expect(faults).toEqual([]);
    expect(blocks.map(({ kind, name, rest, at, body }) => ({ kind, name, rest, at, body }))).toEqual([
      { kind: 'macro', name: 'a', rest: "(x, y='%}')", at: { line: 1, column: 1 }, body: '{{ x }}' },
      {
        kind: 'materialization',
        name: 'm',
        rest: ", adapter='postgres'",
        at: { line: 4, column: 1 },
        body: 'q',
      },
    ]);
    expect(blocks[0]?.bodyAt).toEqual({ line: 2, column: 3 });
  });

  it('leaves comments, raw text and strings alone', () => {
    const { blocks } = findBlocks(
      "{# {% macro no() %} #}{% raw %}{% macro no2() %}{% endraw %}{% macro yes() %}{{ '{% endmacro %}' }}{% endmacro %}",
      ALL,
    );
    expect(blocks.map((block) => block.name)).toEqual(['yes']);
    expect(blocks[0]?.body).toBe("{{ '{% endmacro %}' }}");
  });

  it('says where an unclosed block begins and keeps the ones before it', () => {
    const { blocks, faults } = findBlocks('{% macro a() %}{% endmacro %}\n\n  {% macro b() %} select 1', ALL);
    expect(blocks.map((block) => block.name)).toEqual(['a']);
    expect(faults).toEqual([
      {
        at: { line: 3, column: 3 },
        message: 'This macro is never closed.',
        next: 'Write {% endmacro %} where it ends.',
      },
    ]);
  });

  it('says where a block without a name and a stray end stand', () => {
    const { faults } = findBlocks('{% docs %}x{% enddocs %}{% endmacro %}', ALL);
    expect(faults.map((fault) => fault.at.column)).toEqual([1, 25]);
  });
});
