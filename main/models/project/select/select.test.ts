import { describe, expect, it } from 'vitest';
import { createGraph } from '../graph/graph.ts';
import type { ModelNode, ProjectNode, TestNode } from '../nodes.ts';
import { type SelectionRequest, selectNodes } from './select.ts';
import type { IndirectSelection } from './spec.ts';

const NOTHING = { refs: [], sources: [], macros: [], vars: [], env: [] };

function model(name: string, dependsOn: readonly string[], more: Partial<ModelNode> = {}): ModelNode {
  const place = { file: `models/${name}.sql`, line: 1, column: 1 };
  return {
    resourceType: 'model',
    uniqueId: name,
    name,
    packageName: 'shop',
    path: place.file,
    place,
    fqn: ['shop', name],
    tags: [],
    meta: {},
    description: '',
    config: { materialized: 'table' },
    columns: [],
    dependsOn,
    captured: NOTHING,
    rawCode: '',
    codeAt: place,
    materialized: 'table',
    relation: null,
    ...more,
  };
}

function check(name: string, dependsOn: readonly string[]): TestNode {
  const { materialized: _m, relation: _r, ...base } = model(name, dependsOn);
  return {
    ...base,
    resourceType: 'test',
    testType: 'generic',
    severity: 'error',
    relation: { database: '', schema: '', identifier: name },
  };
}

const nodes = new Map<string, ProjectNode>(
  [
    model('a', []),
    model('b', ['a'], { tags: ['nightly'], config: { materialized: 'view', meta: { owner: 'ann' } } }),
    model('c', ['b']),
    model('other', []),
    check('test_b', ['b']),
    check('test_a_b', ['a', 'b']),
    check('test_b_c', ['b', 'c']),
    check('test_b_other', ['b', 'other']),
  ].map((node) => [node.uniqueId, node]),
);

function ids(request: SelectionRequest): readonly string[] {
  return selectNodes(request, {
    nodes,
    graph: createGraph(new Map([...nodes.values()].map((node) => [node.uniqueId, node.dependsOn]))),
    named: new Map(),
    context: { rootPackage: 'shop', current: () => ({ format: 1, nodes: {}, macros: {} }) },
  }).ids;
}

describe('selectNodes', () => {
  it.each<[IndirectSelection, string[]]>([
    ['eager', ['b', 'test_a_b', 'test_b', 'test_b_c', 'test_b_other']],
    ['cautious', ['b', 'test_b']],
    ['buildable', ['b', 'test_a_b', 'test_b']],
    ['empty', ['b']],
  ])('drags along the tests that %s selection means', (indirect, expected) => {
    expect(ids({ select: ['b'], indirect })).toEqual(expected);
  });

  it('settles waiting tests when another part of the selection brings what they lack', () => {
    expect(ids({ select: ['b', 'c'], indirect: 'cautious' })).toEqual(['b', 'c', 'test_b', 'test_b_c']);
  });

  it('takes with an excluded node every test that touches it', () => {
    expect(ids({ exclude: ['b'] })).toEqual(['a', 'c', 'other']);
  });

  it('walks steps, adds with a space and narrows with a comma', () => {
    expect(ids({ select: ['1+c other'], indirect: 'empty' })).toEqual(['b', 'c', 'other']);
    expect(ids({ select: ['a+,tag:night*'], indirect: 'empty' })).toEqual(['b']);
    expect(ids({ select: ['@c'], indirect: 'empty' })).toEqual(['a', 'b', 'c', 'test_b_c']);
    expect(ids({ select: ['config.meta.owner:ann'], indirect: 'empty' })).toEqual(['b']);
    expect(ids({ select: ['c.sql'], indirect: 'empty' })).toEqual(['c']);
    expect(ids({ select: ['models/c.sql'], indirect: 'empty' })).toEqual(['c']);
  });

  it('tells a method or a value that does not exist instead of selecting nothing', () => {
    const from = {
      nodes,
      graph: createGraph(new Map()),
      named: new Map(),
      context: { rootPackage: 'shop', current: () => ({ format: 1 as const, nodes: {}, macros: {} }) },
    };
    expect(selectNodes({ select: ['tagg:x'] }, from).faults[0]).toMatch(/^tagg: is no way to select/);
    expect(selectNodes({ select: ['state:modfied'] }, from).faults[0]).toMatch(/modfied is unknown/);
    expect(selectNodes({ select: ['state:new'] }, from).faults[0]).toMatch(/needs an earlier state/);
    expect(selectNodes({ selector: 'x' }, from).faults[0]).toMatch(/no selector x/);
    expect(selectNodes({ select: ['nothing'] }, from).warnings).toEqual(['Nothing answers to fqn:nothing.']);
  });
});

it('takes exactly the ids that are named and there, with no check beside them', () => {
  expect(ids({ ids: ['b', 'gone', 'a', 'b'], select: ['other'] })).toEqual(['a', 'b']);
});
