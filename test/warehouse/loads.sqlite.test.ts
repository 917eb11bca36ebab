import { describeLoads } from './loads.suite.ts';
import { openStore } from './sqliteFolder.ts';

describeLoads('SQLite', async () => {
  const { store, remove } = await openStore();
  return {
    store,
    close: async () => {
      await store.close();
      await remove();
    },
  };
});
