import { expect, it } from 'vitest';
import type { Brief, Freshness } from '../../../../../shared/contract/brief.ts';
import type { CheckLine } from '../../../../../shared/contract/quality.ts';
import type { FileProblem } from '../../../../../shared/errors/failure.ts';
import { attentionLines, lineKey } from './attentionLines.ts';

const check = (id: string, status: CheckLine['status']) => ({ id, status }) as CheckLine;
const source = (name: string, state: Freshness['state']) => ({ kind: 'source', name, state }) as Freshness;
const problem = (file: string, severity: FileProblem['severity']) => ({ file, severity }) as FileProblem;

it('puts what is broken first, what only warns later, and all that wait for a key into one line', () => {
  const brief: Pick<Brief, 'failedChecks' | 'failedRuns' | 'freshness'> = {
    failedChecks: { total: 2, checks: [check('a', 'warn'), check('b', 'fail')] },
    failedRuns: [{ run: '01J8', pipeline: 'daily', at: null, sentence: '' }],
    freshness: [
      source('tiktok', 'waiting'),
      source('gdelt', 'failed'),
      source('hn', 'fresh'),
      source('meta', 'waiting'),
    ],
  };
  const problems = [
    problem('sources/x.yml', 'warning'),
    problem('leadline.yml', 'error'),
    problem('sources/x.yml', 'warning'),
  ];
  const lines = attentionLines(brief, problems, 3);
  expect(lines.map(lineKey)).toEqual([
    'file leadline.yml',
    'check b',
    'run 01J8',
    'source source gdelt',
    'check a',
    'exceptions',
    'file sources/x.yml',
    'waiting',
  ]);
  expect(lines[6]).toMatchObject({ errors: 0, warnings: 2 });
  expect(lines[7]).toMatchObject({ sources: [{ name: 'tiktok' }, { name: 'meta' }] });
});

it('tells of broken files before anything is known of the warehouse', () => {
  expect(attentionLines(undefined, [problem('a.yml', 'error')], 0).map(lineKey)).toEqual(['file a.yml']);
  expect(attentionLines(undefined, [], 0)).toEqual([]);
});
