import { openStore } from './sqliteFolder.ts';
import { describeStore } from './store.suite.ts';

describeStore('SQLite', async () => {
  const { store, remove } = await openStore();
  return {
    store,
    close: async () => {
      await store.close();
      await remove();
    },
  };
});
