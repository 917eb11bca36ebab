import { expect, it } from 'vitest';
import { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Records } from '../records/records.ts';
import type { StepCall, StepEnd } from '../run/runner.ts';
import { createMemoryRecords } from './testing/memoryRecords.ts';
import { done, failing, openYard } from './testing/yard.ts';

type Doing =
  | 'works'
  | 'nothing'
  | 'breaks'
  | 'breaks twice'
  | 'always breaks'
  | 'offline first'
  | 'locked first';
const DOINGS: readonly Doing[] = [
  ...(['works', 'works', 'works', 'nothing', 'breaks'] as const),
  ...(['breaks twice', 'always breaks', 'offline first', 'locked first'] as const),
];
const TRIGGERS = ['all_success', 'all_success', 'none_failed', 'all_done', 'cleanup'] as const;

interface Case {
  readonly definition: Pipeline;
  doing(step: string, item: number): Doing;
}

function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makeCase(random: () => number): Case {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const names = Array.from({ length: 1 + Math.floor(random() * 9) }, (_, at) => `s${at}`);
  const steps = names.map((name, at) => {
    const after = names.slice(0, at).filter(() => random() < 0.35);
    const mapped = random() < 0.3;
    return {
      name,
      sql: 'select 1',
      retries: { tries: 3, first: '1 second' },
      ...(after.length === 0 ? {} : { after, trigger: pick(TRIGGERS) }),
      ...(mapped ? { map: Array.from({ length: Math.floor(random() * 5) }, (_, item) => item) } : {}),
      ...(mapped && random() < 0.5 ? { at_once: 1 + Math.floor(random() * 3) } : {}),
      ...(mapped ? { values: [`\${{ item }}`] } : {}),
      ...(random() < 0.2 ? { required: false } : {}),
      ...(random() < 0.2 ? { slots: 2 } : {}),
    };
  });
  const doings = new Map<string, Doing>();
  return {
    definition: Pipeline.parse({ steps }),
    doing(step, item) {
      const key = `${step} ${item}`;
      const doing = doings.get(key) ?? pick(DOINGS);
      doings.set(key, doing);
      return doing;
    },
  };
}

/** What every run must come to, however often it was killed: worked out in one go from what its steps do. */
function reference({ definition, doing }: Case): { statuses: Record<string, string>; end: string } {
  const statuses: Record<string, string> = {};
  let failed = false;
  const ofDoing = (name: string, item: number) => {
    const what = doing(name, item);
    if (what === 'nothing') return 'skipped';
    return what === 'breaks' || what === 'always breaks' ? 'failed' : 'succeeded';
  };
  for (const step of definition.steps) {
    const before = (step.after ?? []).map((name) => statuses[name]);
    const broken = before.some((one) => one === 'failed' || one === 'upstream_failed');
    const trigger = step.trigger ?? 'all_success';
    const strict = trigger === 'all_success' || trigger === 'none_failed';
    let status: string;
    if (strict && broken) status = 'upstream_failed';
    else if (trigger === 'all_success' && before.includes('skipped')) status = 'skipped';
    else if (step.map === undefined) status = ofDoing(step.name, -1);
    else {
      const items = (step.map as readonly number[]).map((_, item) => ofDoing(step.name, item));
      for (const [item, one] of items.entries()) statuses[`${step.name} ${item}`] = one;
      if (items.includes('failed')) status = 'failed';
      else status = items.includes('succeeded') ? 'succeeded' : 'skipped';
    }
    statuses[step.name] = status;
    if (status === 'failed' && step.required !== false && trigger !== 'cleanup') failed = true;
  }
  return { statuses, end: failed ? 'failed' : 'succeeded' };
}

async function live(seed: number): Promise<void> {
  const random = chance(seed);
  const made = makeCase(random);
  const memory = createMemoryRecords();
  const landed = new Map<string, number>();
  const calls = new Map<string, number>();
  const under = new Set<string>();
  let mended = false;
  let session = 0;
  let killAt = Math.floor(random() * 12);
  let kills = Math.floor(random() * 5);
  let dead = false;

  /** Each session has its own way to the records, so that a dead one reaches them no more. */
  const records: Records = {
    ...memory,
    async begin(...given) {
      session += 1;
      return memory.begin(...given);
    },
    async change(id, changes) {
      if (id !== `session-${session}` || dead) return new Promise(() => {});
      if (kills > 0 && killAt === 0) {
        dead = true;
        kills -= 1;
        // Before the write, or after it and before its answer.
        if (random() < 0.5) await memory.change(id, changes);
        return new Promise(() => {});
      }
      killAt -= 1;
      return memory.change(id, changes);
    },
  };

  async function script(call: StepCall): Promise<StepEnd> {
    const { attempt, step } = call;
    const mine = session;
    const tries = await memory.tries(call.run.id, step.name);
    expect(tries.ok && tries.value.some(({ status }) => status === 'running')).toBe(true);
    expect(under.has(`${mine} ${attempt}`)).toBe(false);
    under.add(`${mine} ${attempt}`);
    const turns = Math.floor(random() * 3);
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (mine !== session || dead) return new Promise(() => {});
    under.delete(`${mine} ${attempt}`);
    const value = 'sql' in step && step.map !== undefined ? Number(step.values?.[0]) : -1;
    const doing = mended ? 'works' : made.doing(step.name, value);
    const count = calls.get(attempt) ?? 0;
    calls.set(attempt, count + 1);
    if (doing === 'nothing') return { is: 'skipped', told: 'Nothing.' };
    if (doing === 'breaks') return failing('CHECK_FAILED', false);
    if (doing === 'always breaks' || (doing === 'breaks twice' && count < 2))
      return failing('SQL_FAILED', true);
    if (doing === 'offline first' && count === 0) return { is: 'offline', hosts: [], told: 'Away.' };
    if (doing === 'locked first' && count === 0) return { is: 'locked', told: 'Locked.' };
    // As runners do it: with what landed, the name it landed under.
    if (!landed.has(attempt)) landed.set(attempt, 1);
    return done;
  }

  const yard = await openYard(script, { records });
  yard.pools = { default: 1 + Math.floor(random() * 4) };
  const id = await yard.add(made.definition);

  /** A person who hears nothing asks again; here they are heard. */
  async function asked(ask: () => Promise<Result<void>>): Promise<void> {
    killAt += 3;
    const answer = await ask();
    if (!answer.ok) throw new Error(answer.failure.message);
  }

  async function untilEnded(): Promise<string> {
    for (let look = 0; look < 400; look += 1) {
      yard.engine.wake();
      await yard.settle();
      if (dead) {
        dead = false;
        killAt = Math.floor(random() * 12);
        await yard.restart();
        continue;
      }
      const { status } = await yard.run(id);
      if (status === 'crash_loop') await asked(() => yard.engine.answer(id, true));
      else if (status === 'failed' || status === 'succeeded') return status;
      await yard.clock.advance(20_000);
    }
    throw new Error(`Seed ${seed} doesn't end: ${JSON.stringify(await yard.statuses(id))}`);
  }

  const expected = reference(made);
  expect([seed, await untilEnded()]).toEqual([seed, expected.end]);
  expect([seed, await yard.statuses(id)]).toEqual([seed, expected.statuses]);
  const succeeded = async () => {
    const tasks = Object.values(await yard.tasks(id));
    const done = tasks.filter(
      ({ status, step, item }) => status === 'succeeded' && !(item === -1 && isMapped(step)),
    );
    return done.reduce((sum, { cleared }) => sum + cleared + 1, 0);
  };
  const isMapped = (step: string) =>
    made.definition.steps.find(({ name }) => name === step)?.map !== undefined;
  expect([seed, landed.size]).toEqual([seed, await succeeded()]);
  expect([seed, yard.warnings]).toEqual([seed, []]);
  if (expected.end !== 'failed') return;
  mended = true;
  await asked(() => yard.engine.retry(id));
  expect([seed, await untilEnded()]).toEqual([seed, 'succeeded']);
  const open = Object.values(await yard.tasks(id)).filter(({ status }) => status !== 'succeeded');
  expect([seed, open.filter(({ status }) => status !== 'skipped')]).toEqual([seed, []]);
}

it('ends as its steps say, lands nothing twice and begins nothing unrecorded, wherever it is killed', async () => {
  for (let seed = 1; seed <= 400; seed += 1) await live(seed);
});
