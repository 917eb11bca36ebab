import type { Zone } from '../../../../shared/domain/zone.ts';
import type { Result } from '../../../../shared/errors/failure.ts';
import type { StepRunners } from '../../../pipelines/run/runner.ts';
import type { Surroundings } from '../../../pipelines/surroundings.ts';
import type { SourceClock } from '../../../sources/clock.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import type { WorkspaceModels } from '../../models/workspaceModels.ts';
import type { Sources } from '../../sources/sources.ts';
import type { Workbench } from '../../workbench.ts';
import { createAuditStep } from './audit/auditStep.ts';
import { createBriefStep } from './brief/briefStep.ts';
import { createBuildStep } from './build/buildStep.ts';
import { createCommandStep } from './command/commandStep.ts';
import { createExtractStep } from './extract/extractStep.ts';
import { createLoadStep } from './load/loadStep.ts';
import { createSortStep } from './sort/sortStep.ts';
import { createSqlStep } from './sql/sqlStep.ts';
import { createStudyStep } from './study/studyStep.ts';
import { createWaitStep } from './wait/waitStep.ts';

export interface StepRunnersOptions {
  /** Of the open workspace. */
  readonly folder: string;
  /** What `~` means. */
  readonly userFolder: string;
  /** In which the workspace tells its days. */
  readonly zone: () => Zone;
  /** In which the workspace tells its amounts. */
  readonly currency: () => string;
  readonly warehouse: () => Promise<Result<Warehouse>>;
  readonly sources: () => Promise<Sources>;
  readonly models: Pick<WorkspaceModels, 'carryOut' | 'modelling'>;
  /** The one that all of this is in; asked for only when a command runs. */
  readonly workbench: () => Workbench;
  readonly surroundings: Pick<Surroundings, 'reachable'>;
  readonly clock: () => Date;
  readonly http: SourceClock;
  readonly version: string;
  /** Origins on private networks that a sensor may ask all the same: a test's own server. */
  readonly privateHosts?: readonly string[];
}

/** Who carries out which kind of step. Kinds without one are refused by name when a pipeline is checked. */
export function createStepRunners(options: StepRunnersOptions): StepRunners {
  return {
    extract: createExtractStep(options),
    load: createLoadStep(options),
    build: createBuildStep(options),
    study: createStudyStep(options),
    sort: createSortStep(options),
    brief: createBriefStep(options),
    sql: createSqlStep(options),
    command: createCommandStep(options),
    wait: createWaitStep(options),
    audit: createAuditStep(options),
  };
}
