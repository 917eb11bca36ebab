import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sources } from './sources/kind.ts';

const cases = await sources.casesIn(fileURLToPath(new URL('cases/sources', import.meta.url)));

describe('connectors do what the reference does', () => {
  it('found the cases', () => expect(cases.length).toBeGreaterThanOrEqual(18));

  for (const one of cases) {
    it(one.name, async () => {
      const outcome = await one.run();
      expect('reasons' in outcome ? outcome.reasons : []).toEqual([]);
    });
  }
});
