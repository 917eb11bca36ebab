import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createModels } from './models/kind.ts';

const LONG = 120_000;
const FOLDER = fileURLToPath(new URL('cases/models', import.meta.url));
const models = createModels();
afterAll(() => models.close?.());

describe.each(['postgres', 'sqlite'])('projects build as dbt builds them, on %s', async (target) => {
  const cases = await models.casesIn(FOLDER, target);
  let leftOut = 0;

  for (const one of cases) {
    it(
      one.name,
      async () => {
        const outcome = await one.run();
        if ('leftOut' in outcome) leftOut += 1;
        expect('reasons' in outcome ? outcome.reasons : []).toEqual([]);
      },
      LONG,
    );
  }

  it('carried the histories out', () => {
    expect(cases.length).toBeGreaterThanOrEqual(9);
    expect(leftOut).toBeLessThanOrEqual(target === 'postgres' ? 0 : 3);
  });
});
