import { afterAll, beforeAll, describe } from 'vitest';
import { type Opened, openShop, type Shop } from './build/shop.ts';
import { freshness } from './checks/freshness.ts';
import { packageMacros } from './checks/macros.ts';
import { nativeChecks } from './checks/native.ts';
import { unitTests } from './checks/unitTests.ts';
import { verdicts } from './checks/verdicts.ts';

/** What checks answer. Both engines must answer all of it alike. */
export function describeChecks(engine: string, open: () => Promise<Opened>): void {
  describe(`checks on ${engine}`, () => {
    let opened: Opened;
    let count = 0;
    const shops: Shop[] = [];
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      for (const shop of shops) await shop.close();
      await opened.close();
    });
    const start = async (files: Readonly<Record<string, string>>): Promise<Shop> => {
      count += 1;
      const shop = await openShop(opened, files, `shop${count}`);
      shops.push(shop);
      return shop;
    };
    verdicts(start);
    unitTests(start);
    freshness(start);
    nativeChecks(start);
    packageMacros(start);
  });
}
