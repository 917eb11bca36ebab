import { expect, test } from 'vitest';
import type { ModelNode } from '../../project/nodes.ts';
import { placeInTemplate } from './placeInTemplate.ts';

const RAW = "{{ config(x=1) }}\nselect\n    id,\n    prize\nfrom {{ ref('a') }} a\njoin b on b.wrong = a.id";
const node = {
  resourceType: 'model',
  rawCode: RAW,
  codeAt: { file: 'm.sql', line: 10, column: 3 },
} as unknown as ModelNode;

test('a fault in the SQL is placed where the same words stand in the template', () => {
  const sql = '\nselect\n    id,\n    prize\nfrom "s"."a" a\njoin b on b.wrong = a.id';
  const at = (line: number, column: number) => {
    const { line: found, column: where } = placeInTemplate(node, sql, { line, column });
    return [found, where];
  };
  expect(at(4, 5)).toEqual([13, 5]);
  expect(at(6, 11)).toEqual([15, 11]);
  // A line that a template wrote: nothing of it is the file's own.
  expect(at(5, 6)).toEqual([10, 3]);
  expect(placeInTemplate(node, sql, null)).toEqual({ file: 'm.sql', line: 10, column: 3 });
});
