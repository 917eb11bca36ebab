import { describe, expect, it } from 'vitest';
import { createProblemList } from '../problem.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { readSelectors } from './selectorsFile.ts';
import { criterion, parseWords } from './spec.ts';

function read(text: string) {
  const problems = createProblemList();
  const located = readYaml(text, 'selectors.yml', problems);
  return {
    named: located === null ? new Map() : readSelectors(located, problems),
    problems: problems.all(),
  };
}

describe('readSelectors', () => {
  it('reads words, key and value, methods with reach, and selectors above', () => {
    const { named, problems } = read(`
selectors:
  - {name: words, definition: "tag:a,+b"}
  - {name: pair, definition: {tag: nightly}}
  - name: reach
    definition: {method: fqn, value: b, parents: true, parents_depth: 2, indirect_selection: cautious}
  - name: both
    definition: {intersection: [{method: selector, value: pair}, {method: tag, value: x}]}
`);
    expect(problems).toEqual([]);
    expect(named.get('words')).toEqual(parseWords(['tag:a,+b']));
    expect(named.get('pair')).toEqual(criterion('tag', 'nightly'));
    expect(named.get('reach')).toEqual(criterion('fqn', 'b', { parents: 2, indirect: 'cautious' }));
    expect(named.get('both')).toEqual({
      kind: 'intersection',
      parts: [criterion('tag', 'nightly'), criterion('tag', 'x')],
    });
  });

  it('says where a definition makes no sense', () => {
    const { problems } = read(
      'selectors:\n  - {name: a, definition: {method: selector, value: none}}\n  - {name: b}\n',
    );
    expect(problems.map((problem) => problem.line)).toEqual([2, 3]);
  });
});
