import { expect, it } from 'vitest';
import type { StudyFile } from '../../../../shared/domain/study.ts';
import { strongestPlatform } from './strongestPlatform.ts';

const study = { signals: { about: ['platform'] } } as StudyFile;
const one = (platform: string, rank: number, strength = 0.5, lower = 0.1) => ({
  ...{ platform, rank, strength },
  behind: { lower },
});

it('says the winner first, by how they call themselves, and how it was come by', () => {
  const { answer, working } = strongestPlatform(
    [
      one('tiktok', 1),
      one('youtube', 2),
      one('tiktok', 1, 0.7),
      one('youtube', 2, 0.4, -0.1),
      one('youtube', 1),
    ],
    study,
  );
  expect(answer).toBe(
    'TikTok: it led most strongly in 2 of 3 comparisons, before YouTube in 1. In 1 of them the second can’t be told from the first.',
  );
  expect(working).toContain(
    'TikTok came first in 2 of 3, with a strength of 0.60 on average; YouTube came first in 1 of 3, with a strength of 0.50 on average.',
  );
});

it('calls nobody the winner where several are level', () => {
  expect(
    strongestPlatform([one('youtube', 1, 0.4), one('tiktok', 1, 0.6), one('reddit', 2, 0.5, -1)], study)
      .answer,
  ).toBe(
    'TikTok, level with YouTube: each led most strongly in 1 of 2 comparisons, TikTok with the strongest leads. In 1 of them the second can’t be told from the first: watch the others too.',
  );
  expect(strongestPlatform([one('reddit', 1)], study).answer).toBe(
    'Reddit, in the one comparison that could be made.',
  );
  expect(strongestPlatform([], study).working).toBeNull();
});
