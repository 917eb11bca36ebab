import { baseline } from './0001-baseline.ts';
import { triedPairs } from './0002-tried-pairs.ts';
import { builds } from './0003-builds.ts';
import { rowDiffs } from './0004-row-diffs.ts';
import { sources } from './0005-sources.ts';
import { pipelines } from './0006-pipelines.ts';
import { alerts } from './0007-alerts.ts';
import { appliedSteps } from './0008-applied-steps.ts';
import { studies } from './0009-studies.ts';
import { brief } from './0010-brief.ts';
import { forecasts } from './0011-forecasts.ts';
import { grains } from './0012-grains.ts';
import { audit } from './0013-audit.ts';
import { auditPrints } from './0014-audit-prints.ts';
import type { Migration } from './migration.ts';

/** In the order of their numbers, without a gap. */
export const MIGRATIONS: readonly Migration[] = [
  baseline,
  triedPairs,
  builds,
  rowDiffs,
  sources,
  pipelines,
  alerts,
  appliedSteps,
  studies,
  brief,
  forecasts,
  grains,
  audit,
  auditPrints,
];
