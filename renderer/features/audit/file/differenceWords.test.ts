import { expect, it } from 'vitest';
import type { AuditMark, ReviewDifference } from '../../../../shared/contract/audit.ts';
import { differenceWords } from './differenceWords.ts';

const mark = {} as AuditMark;
const of = (counts: { added?: number; changed?: number; removed?: number; same?: number }) =>
  ({
    added: Array.from({ length: counts.added ?? 0 }, () => mark),
    changed: Array.from({ length: counts.changed ?? 0 }, () => ({ was: mark, is: mark })),
    removed: Array.from({ length: counts.removed ?? 0 }, () => mark),
    same: counts.same ?? 0,
  }) as unknown as ReviewDifference;

it.each([
  [{}, 'Nobody has written into it yet.'],
  [{ same: 1 }, 'Nothing new: 1 mark is as on record.'],
  [{ added: 2, removed: 1, same: 12 }, 'Of its marks, 2 new, 1 removed, 12 as on record.'],
])('tells %j', (counts, words) => {
  expect(differenceWords(of(counts), String)).toContain(words);
});
