import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RunId } from '../../../pipelines/ids.ts';
import { createStepLogReader } from '../../../pipelines/logs/createStepLogReader.ts';
import type { LogPlace, StepLogs } from '../../../pipelines/logs/stepLogs.ts';
import type { Records } from '../../../pipelines/records/records.ts';
import { TASK_ENDED, type Task } from '../../../pipelines/run/states.ts';
import { findWorkspaceFolder } from '../../../workspace/folderPath.ts';
import { RUNS_FOLDER } from '../../pipelines/runsFolder.ts';
import type { Answer, Invocation } from '../command.ts';
import { unknownRun } from './followRun.ts';
import { withRunRecords } from './withPipelines.ts';

export interface LogsAsked {
  readonly run: string;
  /** Null: all steps. */
  readonly step: string | null;
  /** -1: the step isn't mapped. */
  readonly item: number;
  /** 0: the newest. */
  readonly try: number;
  readonly find: string | null;
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

type Reader = Pick<StepLogs, 'read'>;

const PAGE = 1_000;
const LOOK_EVERY_MS = 500;

export async function printLogs(call: Invocation, asked: LogsAsked): Promise<Result<Answer>> {
  const folder = await findWorkspaceFolder(call.workspace);
  if (!folder.ok) return folder;
  const logs = createStepLogReader(join(folder.value, RUNS_FOLDER));
  return withRunRecords(call, async (records) => {
    const id = await runNamed(records, asked.run);
    if (!id.ok) return id;
    const tasks = await records.tasks([id.value], asked.item >= 0);
    if (!tasks.ok) return tasks;
    const run = await records.run(id.value);
    if (!run.ok) return run;
    if (run.value === null) return unknownRun(asked.run);
    const written = run.value.definition.steps.map(({ name }) => name);
    const all = (tasks.value.get(id.value) ?? []).toSorted(
      (a, b) => written.indexOf(a.step) - written.indexOf(b.step) || a.item - b.item,
    );
    const chosen = all.filter((task) => chosenBy(task, asked));
    if (chosen.length === 0) return unknownStep(asked, all);
    const tries = Math.max(...chosen.map(({ lastTry }) => lastTry));
    if (asked.try > tries) return unknownTry(asked, tries);
    for (const task of chosen) {
      const place = { run: id.value, step: task.step, item: task.item, try: asked.try || task.lastTry };
      if (asked.step === null) call.terminal.out(`== ${task.step} (${task.status})\n`);
      const printed = await print(logs, place, asked, call, 1);
      if (asked.follow) await follow({ logs, records, place, asked, call, from: printed });
    }
    return ok({ text: '' });
  });
}

function chosenBy(task: Task, { step, item }: LogsAsked): boolean {
  return (step === null || task.step === step) && task.item === item;
}

async function runNamed(records: Records, word: string): Promise<Result<RunId>> {
  if (word !== 'last') return ok(word as RunId);
  const newest = await records.runs({}, { skip: 0, take: 1 });
  if (!newest.ok) return newest;
  const [run] = newest.value;
  return run
    ? ok(run.id)
    : fail('RUN_UNKNOWN', {
        message: 'No run is on record yet, so there is no last one.',
        next: 'Start one with: run <pipeline>.',
      });
}

/** Returns the line after the last one printed. */
async function print(
  logs: Reader,
  place: LogPlace,
  asked: LogsAsked,
  call: Invocation,
  from: number,
): Promise<number> {
  for (let at = from; ; ) {
    const page = await logs.read(place, {
      from: at,
      take: PAGE,
      ...(asked.find !== null && { text: asked.find }),
    });
    for (const line of page.lines)
      call.terminal.out(call.json ? `${JSON.stringify(line)}\n` : `${line.at} ${line.text}\n`);
    const last = page.lines.at(-1);
    if (last === undefined || page.lines.length < PAGE) return (last?.number ?? at - 1) + 1;
    at = last.number + 1;
  }
}

async function follow(where: {
  logs: Reader;
  records: Records;
  place: LogPlace;
  asked: LogsAsked;
  call: Invocation;
  from: number;
}): Promise<void> {
  const { logs, records, place, asked, call } = where;
  let from = where.from;
  while (!asked.signal.aborted) {
    const tasks = await records.tasks([place.run], place.item >= 0);
    const task = tasks.ok
      ? tasks.value.get(place.run)?.find((one) => one.step === place.step && one.item === place.item)
      : undefined;
    from = await print(logs, place, asked, call, from);
    if (task === undefined || TASK_ENDED.includes(task.status)) return;
    await pause(LOOK_EVERY_MS, undefined, { signal: asked.signal }).catch(() => undefined);
  }
}

function unknownStep({ step, item }: LogsAsked, all: readonly Task[]): Result<never> {
  const names = [...new Set(all.map((task) => task.step))].join(', ');
  return fail('BAD_INPUT', {
    message: item >= 0 ? `The step ${step} has no item ${item}.` : `The run has no step "${step}".`,
    next: `Its steps are: ${names}.`,
  });
}

function unknownTry({ step, try: asked }: LogsAsked, tries: number): Result<never> {
  return fail('BAD_INPUT', {
    message: `The step ${step} has no try ${asked}.`,
    next:
      tries === 0 ? 'It has not been tried yet.' : `Its newest try is ${tries}: leave --try out to see it.`,
  });
}
