import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createModels } from './models/kind.ts';

const LONG = 120_000;
const models = createModels();
const cases = await models.casesIn(fileURLToPath(new URL('cases/models', import.meta.url)));

describe('projects build as dbt builds them', () => {
  afterAll(() => models.close?.());

  it('found the histories', () => expect(cases.length).toBeGreaterThanOrEqual(9));

  for (const one of cases) {
    it(
      one.name,
      async () => {
        const outcome = await one.run();
        expect('reasons' in outcome ? outcome.reasons : []).toEqual([]);
      },
      LONG,
    );
  }
});
