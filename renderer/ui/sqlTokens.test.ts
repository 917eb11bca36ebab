import { expect, it } from 'vitest';
import { sqlLines, sqlTokens } from './sqlTokens.ts';

it('tells words, texts, numbers, comments and templates apart', () => {
  const sql = "select 'it''s' as a, 12.5 -- why\nfrom {{ ref('orders') }} {# gone #}";
  expect(sqlTokens(sql)).toEqual([
    { kind: 'word', text: 'select' },
    { kind: 'plain', text: ' ' },
    { kind: 'text', text: "'it''s'" },
    { kind: 'plain', text: ' ' },
    { kind: 'word', text: 'as' },
    { kind: 'plain', text: ' a, ' },
    { kind: 'number', text: '12.5' },
    { kind: 'plain', text: ' ' },
    { kind: 'comment', text: '-- why' },
    { kind: 'plain', text: '\n' },
    { kind: 'word', text: 'from' },
    { kind: 'plain', text: ' ' },
    { kind: 'template', text: "{{ ref('orders') }}" },
    { kind: 'plain', text: ' ' },
    { kind: 'comment', text: '{# gone #}' },
  ]);
});

it.each(["select 'never closed", '{{ never closed', '"a b" /* open', '', '\n\n', 'a\r\nb'])(
  'loses nothing of %j',
  (sql) => {
    expect(
      sqlTokens(sql)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sql);
    expect(
      sqlLines(sql)
        .map((line) => line.map(({ text }) => text).join(''))
        .join('\n'),
    ).toBe(sql);
  },
);

it('keeps a template over several lines one on each of them', () => {
  expect(sqlLines('{% if a %}\nx\n{% set b =\n 1 %}').map((line) => line.map(({ kind }) => kind))).toEqual([
    ['template'],
    ['plain'],
    ['template'],
    ['template'],
  ]);
});
