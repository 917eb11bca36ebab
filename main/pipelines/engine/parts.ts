import type { Zone } from '../../../shared/domain/zone.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Alert } from '../alerts/alert.ts';
import type { Clock } from '../clock.ts';
import type { SessionId } from '../ids.ts';
import type { StepLogs } from '../logs/stepLogs.ts';
import type { Records, Run } from '../records/records.ts';
import type { Item } from '../run/items.ts';
import type { StepRunners } from '../run/runner.ts';
import type { Surroundings } from '../surroundings.ts';

/** All that the engine is handed. */
export interface EngineParts {
  readonly records: Records;
  readonly session: SessionId;
  /** Slots by the name of the pool, as leadline.yml has them now. */
  pools(): Readonly<Record<string, number>>;
  readonly runners: StepRunners;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  readonly logs: StepLogs;
  /** 0 to 1. */
  random(): number;
  /** In which `${{ interval.from_day }}` is a day. */
  zoneOf(run: Run): Zone;
  /** The first column of what a reading statement answers. */
  queryItems(sql: string, signal: AbortSignal): Promise<Result<readonly Item[]>>;
  /** Durable once it resolves. `to`: channels of the pipeline's choice; left out: all. */
  tell(alert: Alert, to?: readonly string[]): Promise<Result<void>>;
  onChange(): void;
  readonly log: Logger;
  /** By when the run must have succeeded: what waits for a better battery waits no longer. Null: it has no deadline. */
  deadlineOf?(run: Run): number | null;
  /** Another process has become the scheduler, and everything here has been stopped. */
  onLost?(): void;
}

export function iso(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
