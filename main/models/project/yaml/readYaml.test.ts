import { describe, expect, it } from 'vitest';
import { createProblemList } from '../problem.ts';
import { child, placeOf, plainOf } from './located.ts';
import { readYaml } from './readYaml.ts';

function read(text: string) {
  const problems = createProblemList();
  return { located: readYaml(text, 'a.yml', problems), problems };
}

describe('readYaml', () => {
  it('reads as dbt does: yes is true, days stay text, 1 and 1.0 differ, anchors merge', () => {
    const { located } = read('a: &a {on: yes, day: 2024-01-01, one: 1, float: 1.5}\nb: {<<: *a, one: 2}\n');
    expect(located === null ? null : plainOf(located)).toEqual({
      a: { on: true, day: '2024-01-01', one: 1n, float: 1.5 },
      b: { on: true, day: '2024-01-01', one: 2n, float: 1.5 },
    });
  });

  it('leaves y and n the words they are: a column may be called so', () => {
    const { located } = read('columns: [{name: n}, {name: Y}]\nN: no\n');
    expect(located === null ? null : plainOf(located)).toEqual({
      columns: [{ name: 'n' }, { name: 'Y' }],
      N: false,
    });
  });

  it('knows where each value stands', () => {
    const { located } = read('models:\n  - name: orders\n');
    const list = child(located ?? undefined, 'models');
    expect(list === undefined ? null : placeOf(list)).toEqual({ file: 'a.yml', line: 2, column: 3 });
  });

  it('says where YAML is broken and what an unquoted expression needs', () => {
    expect(read('a: [1\nb: 2').problems.all()[0]).toMatchObject({ line: 2, column: 1 });
    expect(read('a: {{ x }}').problems.all()[0]?.next).toBe('Put the whole expression in quotes: "{{ … }}".');
  });

  it('gives up on anchors that multiply without end', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 9; at += 1)
      lines.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join(', ')}]`);
    expect(read(lines.join('\n')).problems.all()[0]?.message).toBe(
      'Anchors make this value nest without end.',
    );
  });
});
