import type { RelationName } from '../../../shared/domain/relation.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Logger } from '../../log/log.ts';
import type { Alerts } from '../alerts/alert.ts';
import type { Clock } from '../clock.ts';
import type { Definitions } from '../definition/definitions.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunId, SessionId } from '../ids.ts';
import type { Records } from '../records/records.ts';
import type { Slots } from '../schedule/slots.ts';
import type { Surroundings } from '../surroundings.ts';

/** All that the scheduler is handed. */
export interface SchedulerParts {
  readonly records: Records;
  readonly definitions: Pick<Definitions, 'all' | 'get'>;
  readonly slots: Slots;
  readonly clock: Clock;
  /**
   * Milliseconds since the machine started, its sleep included; null where it can't tell. It tells a sleep, in which the
   * monotonic clock may stand still, from a wall that was moved.
   */
  uptime(): number | null;
  readonly surroundings: Pick<Surroundings, 'zone'>;
  /** Of the workspace. */
  zone(): Zone;
  /** It has begun on record. */
  readonly session: SessionId;
  readonly engine: Pick<Engine, 'wake' | 'disturbed'>;
  /** A relation that was never written is null or left out. */
  readonly datasets: {
    versions(relations: readonly RelationName[]): Promise<Result<Readonly<Record<string, string | null>>>>;
  };
  newRunId(): RunId;
  /** 0 to 1. */
  random(): number;
  /** Durable once it resolves. */
  readonly tell: Alerts['tell'];
  /** A person paused all schedules: nothing is decided, and what was missed meanwhile is made up for afterwards. */
  paused?(): boolean;
  /** A schedule or a run was put on record. */
  onChange?(): void;
  readonly log: Logger;
}
