import type { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { ScheduleState } from '../records/records.ts';
import { decideSchedule, isFarAhead } from './decideSchedule.ts';
import type { Ground } from './ground.ts';
import { dueAt, fingerprintOf } from './reckon.ts';
import { reckonedAnew, stillDue } from './reckonAnew.ts';

/** What a person decides about a schedule. */
export interface Switching {
  on(name: PipelineName): Promise<Result<void>>;
  off(name: PipelineName): Promise<Result<void>>;
  /** `mayDecide`: not while it settles or is paused; then the tick after does what there is to do. */
  release(name: PipelineName, mayDecide: boolean): Promise<Result<void>>;
}

export function createSwitching(ground: Ground): Switching {
  const { parts } = ground;
  const { clock, definitions } = parts;

  async function stateOf(name: PipelineName): Promise<Result<ScheduleState | null>> {
    const states = await parts.records.schedules();
    return states.ok ? ok(states.value.find((state) => state.pipeline === name) ?? null) : states;
  }

  return {
    async on(name) {
      const written = await definitions.get(name);
      if (written === null) return unknown(name);
      const { pipeline } = written;
      if (pipeline === null) {
        return fail('PIPELINE_INVALID', {
          subject: name,
          message: `${name} can't be switched on while ${written.file} has errors.`,
          next: 'Mend the file, then switch it on.',
          problems: [...written.problems],
        });
      }
      if (pipeline.schedule === undefined) {
        return fail('RUN_NOT_POSSIBLE', {
          subject: name,
          message: `${name} has no schedule: it runs when somebody starts it.`,
          next: 'Give it a schedule, then switch it on.',
        });
      }
      const known = await stateOf(name);
      if (!known.ok) return known;
      const before = known.value;
      if (before?.on === true && before.fingerprint === fingerprintOf(pipeline.schedule, parts.zone()))
        return ok(undefined);
      const now = clock.now();
      const anew = await reckonedAnew(ground, switchedOn(name, before), pipeline, now);
      if (anew === null) return { ok: false, failure: ground.trouble() ?? unlearned() };
      const slots =
        before?.on === true
          ? stillDue(ground, before, now, 'Its schedule was changed before it could start.')
          : [];
      return ground.save({ schedules: [anew], slots, runs: [] });
    },

    async off(name) {
      const known = await stateOf(name);
      if (!known.ok) return known;
      const state = known.value;
      if (state === null) return (await definitions.get(name)) === null ? unknown(name) : ok(undefined);
      if (!state.on) return ok(undefined);
      const slots = stillDue(ground, state, clock.now(), 'It was switched off before it could start.');
      const off = { ...state, on: false, held: null, nextDue: null, nextSlot: null };
      return ground.save({ schedules: [off], slots, runs: [] });
    },

    async release(name, mayDecide) {
      const known = await stateOf(name);
      if (!known.ok) return known;
      // Never switched on: there is nothing that could be held.
      if (known.value === null) return (await definitions.get(name)) === null ? unknown(name) : ok(undefined);
      if (known.value.held === null) return ok(undefined);
      const pipeline = (await definitions.get(name))?.pipeline ?? null;
      const free = { ...known.value, held: null };
      const now = clock.now();
      const due = dueAt(free, ground.context(), ground.offsets);
      const ahead = due !== null && isFarAhead(ground, pipeline?.schedule, due, now);
      const released = ahead && pipeline ? await reckonedAnew(ground, free, pipeline, now) : free;
      if (released === null) return { ok: false, failure: ground.trouble() ?? unlearned() };
      const saved = await ground.save({ schedules: [released], slots: [], runs: [] });
      if (saved.ok && mayDecide && released.on && pipeline !== null) {
        await decideSchedule(ground, released, pipeline);
      }
      return saved;
    },
  };
}

function switchedOn(name: PipelineName, before: ScheduleState | null): ScheduleState {
  return {
    pipeline: name,
    on: true,
    nextDue: null,
    nextSlot: null,
    watermark: before?.watermark ?? null,
    fingerprint: '',
    seen: {},
    held: null,
    lateTold: before?.lateTold ?? null,
  };
}

function unknown(name: PipelineName) {
  return fail('PIPELINE_UNKNOWN', {
    subject: name,
    message: `There is no pipeline ${name} in this workspace.`,
    next: 'Look at the list of pipelines.',
  });
}

function unlearned(): Failure {
  return {
    code: 'STORE_UNREACHABLE',
    message: 'When the relations were last written could not be learned.',
    next: 'Try again.',
    retry: true,
  };
}
