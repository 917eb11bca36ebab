import type { Store } from '../../warehouse/store.ts';
import { createBackfillRecords } from './backfills.ts';
import { createChanges } from './changes.ts';
import { createFence } from './fence.ts';
import { createForget } from './forget.ts';
import { createHistory } from './history.ts';
import type { Records } from './records.ts';
import { createRuns } from './runs.ts';
import { createSchedules } from './schedules.ts';
import { createSessions } from './sessions.ts';
import { createTasks } from './tasks.ts';

/** In the tables of migration 6, on either engine. */
export function createRecords(store: Store): Records {
  const fenced = createFence(store);
  return {
    ...createSessions(store, fenced),
    ...createSchedules(store, fenced),
    ...createChanges(store, fenced),
    ...createRuns(store),
    ...createTasks(store),
    ...createHistory(store),
    ...createBackfillRecords(store, fenced),
    ...createForget(store, fenced),
  };
}
