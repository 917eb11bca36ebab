import type { DashboardMaterial } from './dashboard.ts';
import type { FindingMaterial } from './finding.ts';
import type { PeriodMaterial } from './period.ts';
import type { RelationMaterial } from './relation.ts';
import type { RunMaterial } from './run.ts';

/** Everything a package tells, as plain values that can cross a thread; only rows that are too many come in pages of their own. */
export type Material = FindingMaterial | DashboardMaterial | RelationMaterial | RunMaterial | PeriodMaterial;
