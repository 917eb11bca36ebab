import { describe, expect, it } from 'vitest';
import { MASK, maskTemplate } from './maskTemplate.ts';
import { loadSqlParser } from './parser.ts';
import { names, walk } from './tree.ts';

describe('the parser of SQL', async () => {
  const parser = await loadSqlParser();

  it('finds names where they stand, counted in characters', () => {
    const sql = "select 'é — ü', b.c from b";
    const parsed = parser.parse(sql);
    if (!parsed.ok) throw new Error(parsed.fault.message);
    const found: string[] = [];
    walk(parsed.statements, (kind, node) => {
      if (kind !== 'ColumnRef') return;
      const at = parsed.offsetOf(Number(node['location']));
      found.push(`${names(node, 'fields').join('.')} at ${sql.slice(at)}`);
    });
    expect(found).toEqual(['b.c at b.c from b']);
  });

  it('says where what it can’t read begins', () => {
    const sql = "select 'é' from where";
    expect(parser.parse(sql)).toEqual({
      ok: false,
      fault: { message: 'syntax error at or near "where"', offset: sql.indexOf('where') },
    });
  });
});

describe('a template as SQL', async () => {
  const parser = await loadSqlParser();

  it.each([
    "{{ config(materialized='table', tags=['a}}b']) }}\nselect a from {{ ref('orders') }} where b > {{ var('x') }}",
    'select {{ dbt.date_trunc("month", "d") }} as m, \'{{ x }}\' from t {# note %} #} {% if a %} where b{% endif %}',
    "select a{{ suffix }}, {{\n  adapter.quote('b')\n}} from {{ source('s', 't') }} as t group by {{ n }}",
  ])('keeps every letter of the author’s in its place: %s', (template) => {
    const masked = maskTemplate(template) ?? '';
    expect(masked.length).toBe(template.length);
    expect(masked.split('\n').map((line) => line.length)).toEqual(
      template.split('\n').map((line) => line.length),
    );
    const parsed = parser.parse(masked);
    expect(parsed.ok ? 'read' : `${parsed.fault.message}: ${masked}`).toBe('read');
    expect(masked).toContain(MASK);
  });

  it('gives up on what is never closed', () => {
    expect(maskTemplate('select {{ a from b')).toBeNull();
  });
});
