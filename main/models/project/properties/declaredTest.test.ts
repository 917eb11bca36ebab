import { describe, expect, it } from 'vitest';
import { createProblemList } from '../problem.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { readDeclaredTest } from './declaredTest.ts';

function read(text: string) {
  const problems = createProblemList();
  const located = readYaml(text, 'a.yml', problems);
  return { test: located === null ? null : readDeclaredTest(located, problems), problems: problems.all() };
}

describe('readDeclaredTest', () => {
  it('reads every spelling of one test as the same', () => {
    const old = read('accepted_values: {values: [a], severity: warn, where: "x > 1"}').test;
    expect(old).toMatchObject({
      testName: 'accepted_values',
      args: { values: ['a'] },
      config: { severity: 'warn', where: 'x > 1' },
    });
    const spellings = [
      'accepted_values: {values: [a], config: {severity: warn, where: "x > 1"}}',
      'accepted_values: {arguments: {values: [a]}, config: {severity: warn, where: "x > 1"}}',
      '{test_name: accepted_values, values: [a], config: {severity: warn, where: "x > 1"}}',
    ];
    for (const spelling of spellings)
      expect({ ...read(spelling).test, place: null }).toEqual({ ...old, place: null });
  });

  it('keeps the package apart from the name', () => {
    expect(read('dbt_utils.recency: {datepart: day}').test).toMatchObject({
      namespace: 'dbt_utils',
      testName: 'recency',
    });
    expect(read('unique').test).toMatchObject({ testName: 'unique', args: {} });
  });

  it('tells a slip of indentation', () => {
    expect(read('accepted_values:\nvalues: [a]').problems[0]).toMatchObject({
      line: 1,
      message: 'A test has one name, and this one has several keys: accepted_values, values.',
      next: 'Indent what belongs to the test below its name.',
    });
  });
});
