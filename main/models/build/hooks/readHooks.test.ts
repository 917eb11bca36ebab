import { expect, test } from 'vitest';
import { readHooks } from './readHooks.ts';

test('a hook is text, a mapping, or the JSON of one', () => {
  expect(
    readHooks(
      {
        'pre-hook': [
          'select 1',
          { sql: 'vacuum', transaction: false },
          '{"sql": "analyze", "transaction": false}',
          "{{ log('x') }}",
          '{% if true %}select 2{% endif %}',
          { nothing: 'here' },
        ],
      },
      'pre-hook',
    ),
  ).toEqual([
    { sql: 'select 1', transaction: true },
    { sql: 'vacuum', transaction: false },
    { sql: 'analyze', transaction: false },
    { sql: "{{ log('x') }}", transaction: true },
    { sql: '{% if true %}select 2{% endif %}', transaction: true },
  ]);
  expect(readHooks({ 'post-hook': 'select 3' }, 'post-hook')).toEqual([
    { sql: 'select 3', transaction: true },
  ]);
  expect(readHooks({}, 'post-hook')).toEqual([]);
});
