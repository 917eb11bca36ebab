import { describe } from 'vitest';
import { type OpenedBuilds, useWorkshop } from './builds/bench.ts';
import { claiming } from './builds/claiming.ts';
import { lines } from './builds/lines.ts';
import { publishing } from './builds/publishing.ts';

/** What building models needs of an engine. Both must do all of it. */
export function describeBuilds(name: string, open: () => Promise<OpenedBuilds>): void {
  describe(`builds on ${name}`, () => {
    const shop = useWorkshop(open);
    lines(shop);
    publishing(shop);
    claiming(shop);
  });
}
