import { describe, expect, it } from 'vitest';
import { createGraph } from './graph.ts';

const graph = createGraph(
  new Map([
    ['a', []],
    ['b', ['a']],
    ['c', ['b']],
    ['d', ['b', 'x']],
    ['x', []],
  ]),
);

describe('createGraph', () => {
  it('walks up and down as far as asked', () => {
    expect([...graph.ancestors(['d'])].sort()).toEqual(['a', 'b', 'x']);
    expect([...graph.ancestors(['d'], 1)].sort()).toEqual(['b', 'x']);
    expect([...graph.descendants(['a'], 1)]).toEqual(['b']);
    expect([...graph.descendants(['a'])].sort()).toEqual(['b', 'c', 'd']);
    expect(graph.cycles).toEqual([]);
  });

  it('finds each cycle once, a node that names itself included', () => {
    const circular = createGraph(
      new Map([
        ['a', ['c']],
        ['b', ['a']],
        ['c', ['b']],
        ['self', ['self']],
        ['below', ['a']],
      ]),
    );
    expect(circular.cycles).toEqual([['a', 'c', 'b'], ['self']]);
  });

  it('keeps its stack on a chain of 50,000', () => {
    const chain = new Map<string, string[]>();
    for (let at = 0; at < 50_000; at += 1) chain.set(`n${at}`, at === 49_999 ? [] : [`n${at + 1}`]);
    const long = createGraph(chain);
    expect(long.cycles).toEqual([]);
    expect(long.ancestors(['n0']).size).toBe(49_999);
  });
});
