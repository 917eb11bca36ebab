import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from './build/shop.ts';
import { describeBuild } from './build.suite.ts';

describeBuild('SQLite', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadline-builds-')));
  const opened = await openEngine(folder);
  return {
    ...opened,
    async close() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
