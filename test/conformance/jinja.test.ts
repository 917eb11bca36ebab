import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jinja } from './jinja/kind.ts';

const cases = await jinja.casesIn(fileURLToPath(new URL('cases/jinja', import.meta.url)));

describe('templates give what Python’s Jinja2 gives', () => {
  it('found the cases', () => expect(cases.length).toBeGreaterThanOrEqual(40));

  for (const one of cases) {
    it(one.name, async () => {
      const outcome = await one.run();
      expect('reasons' in outcome ? outcome.reasons : []).toEqual([]);
    });
  }
});
