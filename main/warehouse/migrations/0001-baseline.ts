import type { Migration } from './migration.ts';

/** The schema as the stores and the loads make it themselves; changes to it come after this number. */
export const baseline: Migration = { id: 1, name: 'baseline', statements: () => [] };
