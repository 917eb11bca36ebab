import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from './build/shop.ts';
import { describeChecks } from './checks.suite.ts';

describeChecks('SQLite', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-checks-')));
  const opened = await openEngine(folder);
  return {
    ...opened,
    async close() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
