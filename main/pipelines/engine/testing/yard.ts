import { Pipeline, PipelineName } from '../../../../shared/domain/pipeline/pipeline.ts';
import { StepName } from '../../../../shared/domain/pipeline/step.ts';
import { Zone } from '../../../../shared/domain/zone.ts';
import { type FailureCode, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Logger } from '../../../log/log.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { RunId, SessionId } from '../../ids.ts';
import type { NewRun, Records, Run } from '../../records/records.ts';
import type { StepCall, StepEnd, StepRunner, StepRunners } from '../../run/runner.ts';
import type { Task, Try } from '../../run/states.ts';
import type { HostPort, Power } from '../../surroundings.ts';
import { createFakeClock, type FakeClock } from '../../testing/fakeClock.ts';
import { type CreatedEngine, createEngine } from '../createEngine.ts';
import type { EngineParts } from '../parts.ts';
import { createMemoryRecords, type MemoryRecords } from './memoryRecords.ts';

export type Script = (call: StepCall) => StepEnd | Promise<StepEnd>;

/** An engine over records in memory, in a time and surroundings that a test decides. */
export interface Yard {
  readonly clock: FakeClock;
  readonly records: MemoryRecords;
  engine: CreatedEngine;
  readonly alerts: Alert[];
  /** Lines of steps' logs, with the step before each. */
  readonly lines: string[];
  readonly warnings: string[];
  /** What every step did, in order: `orders`, `each 3`. */
  readonly calls: string[];
  readonly around: { power: Power; reachable: boolean; deadline: number | null; asked: HostPort[] };
  pools: Record<string, number>;
  query: () => Promise<Result<readonly (string | number)[]>>;
  /** Dies without a word, and a next session begins. */
  restart(parts?: Partial<EngineParts>): Promise<void>;
  add(definition: unknown, more?: Partial<NewRun>): Promise<RunId>;
  run(id: RunId): Promise<Run>;
  tasks(id: RunId): Promise<Record<string, Task>>;
  statuses(id: RunId): Promise<Record<string, string>>;
  tries(id: RunId, step: string): Promise<readonly Try[]>;
  /** Adds it and lets it run until it rests. */
  carry(definition: unknown, more?: Partial<NewRun>): Promise<RunId>;
  settle(): Promise<void>;
}

export const START = '2026-03-02T08:00:00.000Z';
export const DAILY = PipelineName.parse('daily');
export const name = (text: string) => StepName.parse(text);
export const done: StepEnd = { is: 'succeeded', told: 'Done.', wrote: [] };
export const failing = (code: FailureCode, retry: boolean, afterMs?: number): StepEnd => ({
  is: 'failed',
  ...fail(code, { message: 'It broke.', next: 'Mend it.', retry }),
  ...(afterMs === undefined ? {} : { afterMs }),
});
/** Ends only when it is told to stop. */
export const untilStopped = (call: StepCall): Promise<StepEnd> =>
  new Promise((resolve) => {
    const end = () => resolve(failing('CANCELLED', false));
    if (call.signal.aborted) end();
    else call.signal.addEventListener('abort', end);
  });
export const never = (): Promise<StepEnd> => new Promise(() => {});

export async function openYard(
  script: Script = () => done,
  given: { records?: Records; parts?: Partial<EngineParts> } = {},
): Promise<Yard> {
  const clock = createFakeClock({ at: START });
  const memory = createMemoryRecords();
  const records = given.records ?? memory;
  const alerts: Alert[] = [];
  const lines: string[] = [];
  const warnings: string[] = [];
  const calls: string[] = [];
  let sessions = 0;
  let made = 0;

  const carry = async (call: StepCall): Promise<StepEnd> => {
    const item = 'sql' in call.step && call.step.values?.[0] !== undefined ? ` ${call.step.values[0]}` : '';
    calls.push(`${call.step.name}${item}`);
    return script(call);
  };
  const runner: StepRunner = { run: carry };
  const online: StepRunner = { run: carry, hosts: async () => [{ host: 'shop.example', port: 443 }] };
  const runners = { sql: runner, wait: runner, command: runner, extract: online } as StepRunners;

  async function begin(more: Partial<EngineParts> = {}): Promise<CreatedEngine> {
    sessions += 1;
    const session = `session-${sessions}` as SessionId;
    const at = new Date(clock.now()).toISOString();
    const process = { host: 'laptop', pid: sessions, processStarted: at, boot: 'boot' };
    await records.begin(
      { ...process, id: session, startedAt: at, heartbeatAt: at, endedAt: null },
      () => true,
    );
    return createEngine({
      records,
      session,
      pools: () => yard.pools,
      runners,
      clock,
      surroundings: {
        power: async () => yard.around.power,
        async reachable(hosts) {
          yard.around.asked.push(...hosts);
          return yard.around.reachable;
        },
        zone: () => Zone.parse('UTC'),
      },
      logs: {
        open: ({ step }) => ({
          say: (text) => lines.push(`${step}: ${text}`),
          close: async () => {},
        }),
        read: async () => ({ lines: [], total: 0, leftOut: 0 }),
        async *watch() {},
        remove: async () => {},
      },
      random: () => 1,
      zoneOf: () => Zone.parse('UTC'),
      queryItems: () => yard.query(),
      async tell(alert) {
        alerts.push(alert);
        return ok(undefined);
      },
      onChange() {},
      log: loggerTo(warnings),
      deadlineOf: () => yard.around.deadline,
      ...given.parts,
      ...more,
    });
  }

  const yard: Yard = {
    clock,
    records: memory,
    engine: undefined as unknown as CreatedEngine,
    alerts,
    lines,
    warnings,
    calls,
    around: {
      power: { onBattery: false, charge: 1, metered: false },
      reachable: true,
      deadline: null,
      asked: [],
    },
    pools: { default: 4 },
    query: async () => ok([]),
    async restart(parts) {
      yard.engine = await begin(parts);
      yard.engine.wake();
      await yard.settle();
    },
    async add(definition, more = {}) {
      made += 1;
      const id = `run-${String(made).padStart(4, '0')}` as RunId;
      const from = new Date(Date.parse(START) + made * 3_600_000).toISOString();
      const run: NewRun = {
        id,
        pipeline: DAILY,
        slot: from,
        kind: 'scheduled',
        interval: { from, to: from },
        params: {},
        definition: Pipeline.parse(definition),
        queuedAt: new Date(clock.now() + made).toISOString(),
        status: 'queued',
        priority: 0,
        backfill: null,
        note: null,
        ...more,
      };
      await records.decide(`session-${sessions}` as SessionId, { schedules: [], slots: [], runs: [run] });
      return id;
    },
    async run(id) {
      const found = await records.run(id);
      if (!found.ok || found.value === null) throw new Error(`There is no run ${id}.`);
      return found.value;
    },
    async tasks(id) {
      const found = await records.tasks([id], true);
      if (!found.ok) throw new Error(found.failure.message);
      const of = found.value.get(id) ?? [];
      return Object.fromEntries(
        of.map((one) => [one.item === -1 ? one.step : `${one.step} ${one.item}`, one]),
      );
    },
    async statuses(id) {
      const tasks = await yard.tasks(id);
      return Object.fromEntries(Object.entries(tasks).map(([key, { status }]) => [key, status]));
    },
    async tries(id, step) {
      const found = await records.tries(id, name(step));
      if (!found.ok) throw new Error(found.failure.message);
      return found.value;
    },
    async carry(definition, more) {
      const id = await yard.add(definition, more);
      yard.engine.wake();
      await yard.settle();
      return id;
    },
    async settle() {
      await clock.advance(0);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
  yard.engine = await begin();
  return yard;
}

function loggerTo(warnings: string[]): Logger {
  const log: Logger = {
    debug() {},
    info() {},
    warn: (message) => void warnings.push(message),
    error(message, fields) {
      warnings.push(`${message} ${String(fields?.['error'])}`);
      return 'reference';
    },
    scope: () => log,
  };
  return log;
}
