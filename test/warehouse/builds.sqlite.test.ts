import { vi } from 'vitest';
import { describeBuilds } from './builds.suite.ts';
import { openStore } from './sqliteFolder.ts';

// Every store here is several processes to start, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 120_000 });

describeBuilds('SQLite', async () => {
  const { store, remove } = await openStore();
  return {
    store,
    builds: store.builds,
    close: async () => {
      await store.close();
      await remove();
    },
  };
});
