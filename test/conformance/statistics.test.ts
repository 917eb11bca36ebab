import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { statistics } from './statistics/kind.ts';

const cases = await statistics.casesIn(fileURLToPath(new URL('cases/statistics', import.meta.url)));

describe('statistics equal the reference results', () => {
  it('found the cases', () => expect(cases.length).toBeGreaterThan(50));

  for (const one of cases) {
    it(one.name, async () => {
      const outcome = await one.run();
      expect('reasons' in outcome ? outcome.reasons : []).toEqual([]);
    });
  }
});
