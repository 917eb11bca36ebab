import { vi } from 'vitest';
import { openStore } from '../warehouse/sqliteFolder.ts';
import { describeSnapshots } from './snapshot.suite.ts';

// A store is several processes to start, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describeSnapshots('sqlite', async () => {
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
