import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Rotation } from '../../shared/contract/vault.ts';
import { historyIn } from './history.ts';

let home: string;
let path: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-history-'));
  path = join(home, 'vault-history.jsonl');
});

afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 10 }));

function event(name: string, workspace = 'w'): Rotation {
  return { at: '2026-03-01T00:00:00.000Z', who: 'ann', action: 'set', name, workspace, backend: 'memory' };
}

async function told(workspace = 'w'): Promise<string[]> {
  return (await historyIn(path).of(workspace)).map(({ action, name }) => (action === 'set' ? name : action));
}

async function withThree(): Promise<string[]> {
  const history = historyIn(path);
  for (const name of ['a', 'b', 'c']) await history.append([event(name)]);
  return (await readFile(path, 'utf8')).trimEnd().split('\n');
}

it('tells a workspace its own events and those of the whole vault, newest first', async () => {
  await historyIn(path).append([event('a'), event('x', 'other'), event('all', ''), event('b')]);
  expect(await told()).toEqual(['b', 'all', 'a']);
  expect(await told('other')).toEqual(['all', 'x']);
});

it('is empty before anything happened', async () => {
  expect(await told()).toEqual([]);
});

it('chains each line to the one before, over several appends', async () => {
  const lines = (await withThree()).map((line) => JSON.parse(line));
  expect(lines[0].previous).toBe('0'.repeat(64));
  expect(new Set(lines.map((line) => line.previous)).size).toBe(3);
  expect(await told()).toEqual(['c', 'b', 'a']);
});

it('shows where a line was changed, removed, inserted or swapped', async () => {
  const [a = '', b = '', c = ''] = await withThree();
  const altered: [string[], string[]][] = [
    [
      [a, b.replace('ann', 'bob'), c],
      ['c', 'history altered', 'b', 'a'],
    ],
    [
      [a, c],
      ['c', 'history altered', 'a'],
    ],
    [
      [b, c],
      ['c', 'b', 'history altered'],
    ],
    [
      [a, b, b, c],
      ['c', 'b', 'history altered', 'b', 'a'],
    ],
    [
      [a, 'nonsense', b, c],
      ['c', 'b', 'history altered', 'history altered', 'a'],
    ],
  ];
  for (const [lines, expected] of altered) {
    await writeFile(path, `${lines.join('\n')}\n`);
    expect(await told()).toEqual(expected);
  }
  expect(await told('another workspace')).toContain('history altered');
});

it('goes on after half a line left by a kill, which stays and shows', async () => {
  await withThree();
  await appendFile(path, '{"at":"2026');
  await historyIn(path).append([event('d')]);
  await historyIn(path).append([event('e')]);
  expect(await told()).toEqual(['e', 'd', 'history altered', 'c', 'b', 'a']);
});
