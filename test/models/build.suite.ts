import { afterAll, afterEach, beforeAll, describe, vi } from 'vitest';
import { testChanges } from './build/changes.ts';
import { testFailing } from './build/failing.ts';
import { testHooks } from './build/hooks.ts';
import { testMaking } from './build/making.ts';
import { testPublishing } from './build/publishing.ts';
import { testRefusing } from './build/refusing.ts';
import { testRowDiffs } from './build/rowDiffs.ts';
import { testSeeds } from './build/seeds.ts';
import { type Files, type Opened, openShop, type Shop } from './build/shop.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** A project of its own in a schema of its own. */
export type Start = (files: Files) => Promise<Shop>;

/** What a build must do on whichever engine. */
export function describeBuild(engine: string, open: () => Promise<Opened>): void {
  describe(`builds on ${engine}`, () => {
    let opened: Opened;
    let count = 0;
    const shops: Shop[] = [];
    beforeAll(async () => {
      opened = await open();
    });
    // Each holds a connection.
    afterEach(async () => {
      for (const shop of shops.splice(0)) await shop.close();
    });
    afterAll(() => opened.close());
    const start: Start = async (files) => {
      count += 1;
      const shop = await openShop(opened, files, `s${count}`);
      shops.push(shop);
      return shop;
    };
    testMaking(start);
    testSeeds(start);
    testPublishing(start);
    testFailing(start);
    testRefusing(start);
    testHooks(start);
    testChanges(start);
    testRowDiffs(start);
  });
}
