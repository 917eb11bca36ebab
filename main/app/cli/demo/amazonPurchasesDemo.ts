import { ok } from '../../../../shared/errors/failure.ts';
import { MOST_ROWS, writeDemoFiles } from '../../demo/amazonPurchases/demoFiles.ts';
import { loadDemo } from '../../demo/amazonPurchases/loadDemo.ts';
import { wholeNumber } from '../wholeNumber.ts';
import type { DemoKind } from './demoKind.ts';
import { seedAsked } from './seedAsked.ts';

export const ROWS = 100_000;

export const amazonPurchasesDemo: DemoKind = {
  name: 'amazon-purchases',
  asked(call) {
    const rows = wholeNumber(call, 'rows', { least: 1, most: MOST_ROWS, otherwise: ROWS });
    if (!rows.ok) return rows;
    const seed = seedAsked(call);
    if (!seed.ok) return seed;
    return ok({
      write: (folder, work) => writeDemoFiles(folder, { rows: rows.value, seed: seed.value }, work),
      load: loadDemo,
    });
  },
};
