import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { judgePair } from '../../main/insight/finding/finding.ts';
import { studiedPair } from './studiedPair.ts';

/** Of the findings as they were before there were weeks and hours: whoever changes a digit of them changes what versions of studies are compared by. */
const BEFORE = '14bc30cdb78ae814c2d583ef7ebf002200ba3f8600f2dec3a40cad96869f777e';

it('findings by day are what they always were, to the last digit', () => {
  const asked = [
    ['planted', { effect: 0.3, days: 400 }],
    ['reverse', { days: 300 }],
    ['null_shared_season', { days: 200 }],
    ['planted_distributed', { days: 730 }],
    ['planted', { days: 100 }],
  ] as const;
  const findings = asked.map(([kind, options], at) =>
    judgePair(studiedPair(61_000_000 + at, kind, options).pair, {
      seed: 9,
      delays: { latency: 1, reaction: 5 },
    }),
  );
  const verdicts = ['confirmed', 'unresolved lag', 'no evidence', 'confirmed', 'refused'];
  expect(findings.map(({ verdict }) => verdict)).toEqual(verdicts);
  expect(createHash('sha256').update(JSON.stringify(findings)).digest('hex')).toBe(BEFORE);
});
