import type { Zone } from '../../shared/domain/zone.ts';
import type { Alerts } from './alerts/alert.ts';
import type { Definitions } from './definition/definitions.ts';
import type { LiveTask } from './engine/engine.ts';
import type { StepLogs } from './logs/stepLogs.ts';
import type { Pipelines } from './pipelines.ts';
import type { Records } from './records/records.ts';
import type { StepRunners } from './run/runner.ts';
import type { Slots } from './schedule/slots.ts';

/** The pipelines of one workspace over its open warehouse. */
export interface OpenedPipelines {
  readonly pipelines: Pipelines;
  readonly records: Records;
  readonly definitions: Definitions;
  readonly runners: StepRunners;
  readonly slots: Slots;
  readonly logs: StepLogs;
  readonly alerts: Alerts;
  readonly zone: Zone;
  live(): readonly LiveTask[];
}
