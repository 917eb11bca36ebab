import type { Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Zone } from '../../../shared/domain/zone.ts';
import { type Failure, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Alert } from '../alerts/alert.ts';
import { anchorOf } from '../schedule/anchor.ts';
import type { ScheduleContext } from '../schedule/slots.ts';
import { createZoneOffsets, type ZoneOffsets } from '../schedule/zoneOffsets.ts';
import type { Decided } from './decideDue.ts';
import type { SchedulerParts } from './parts.ts';

/** What the parts of the scheduler stand on together. */
export interface Ground {
  readonly parts: SchedulerParts;
  readonly offsets: ZoneOffsets;
  /** Now; with another zone as if that were the workspace's. */
  context(zone?: Zone): ScheduleContext;
  /** Whether it is ok; what is not is remembered for whoever looks. */
  minded<T>(result: Result<T>): result is { readonly ok: true; readonly value: T };
  save(decided: Decided): Promise<Result<void>>;
  tell(pipeline: Pipeline, alert: Alert): Promise<boolean>;
  /** The last thing that went wrong since `forget`. */
  trouble(): Failure | null;
  forget(): void;
  /** Another process has become the scheduler. */
  lost(): boolean;
  /** How often something was put on record. */
  saves(): number;
  /** The last deadline day of each that needs no telling, so that it is asked about once and not at every tick. */
  readonly answered: Map<PipelineName, string>;
}

export function createGround(parts: SchedulerParts): Ground {
  const offsets = createZoneOffsets();
  const anchors = new Map<Zone, number>();
  let trouble: Failure | null = null;
  let lost = false;
  let saves = 0;

  function minded<T>(result: Result<T>): result is { readonly ok: true; readonly value: T } {
    if (result.ok) return true;
    trouble = result.failure;
    if (result.failure.code === 'SCHEDULER_LOST') lost = true;
    return false;
  }

  return {
    parts,
    offsets,
    context(zone = parts.zone()) {
      let anchor = anchors.get(zone);
      if (anchor === undefined) {
        anchor = anchorOf(zone);
        anchors.set(zone, anchor);
      }
      return { zone, deviceZone: parts.surroundings.zone(), anchor };
    },
    minded,
    async save(decided) {
      const saved = await parts.records.decide(parts.session, decided);
      if (!minded(saved)) return saved;
      saves += 1;
      parts.onChange?.();
      return ok(undefined);
    },
    async tell(pipeline, alert) {
      const wished = pipeline.alerts?.on;
      if (wished !== undefined && alert.kind !== 'stopped' && !wished.includes(alert.kind)) return true;
      return minded(await parts.tell(alert, pipeline.alerts?.to));
    },
    trouble: () => trouble,
    forget() {
      trouble = null;
    },
    lost: () => lost,
    saves: () => saves,
    answered: new Map(),
  };
}
