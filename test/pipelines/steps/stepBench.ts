import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createStepRunners } from '../../../main/app/pipelines/steps/createStepRunners.ts';
import { realClock } from '../../../main/app/sources/realClock.ts';
import type { Workbench } from '../../../main/app/workbench.ts';
import type { RunId } from '../../../main/pipelines/ids.ts';
import type { StepCall, StepEnd } from '../../../main/pipelines/run/runner.ts';
import type { HostPort } from '../../../main/pipelines/surroundings.ts';
import type { Warehouse } from '../../../main/warehouse/warehouse.ts';
import { NewWorkspace } from '../../../shared/contract/workspace.ts';
import type { Progress } from '../../../shared/domain/job.ts';
import { kindOf, Step, type StepKind } from '../../../shared/domain/pipeline/step.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import { openTestWorkbench } from '../../contract/workbench.ts';
import { must } from '../../warehouse/store/bench.ts';

export interface StepBench {
  readonly workbench: Workbench;
  /** Of the workspace. */
  readonly folder: string;
  readonly warehouse: Warehouse;
  /** What was said in the last step. */
  readonly lines: string[];
  readonly progress: Progress[];
  /** Whether hosts can be reached, as the steps find it. */
  reach: boolean;
  now: string;
  readonly asked: HostPort[];
  run(step: object, more?: Partial<StepCall>): Promise<StepEnd>;
  runners: ReturnType<typeof createStepRunners>;
  write(files: Readonly<Record<string, string>>): Promise<void>;
  sql(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

/** A real workspace, in which steps are carried out one by one. */
export async function openStepBench(privateHosts: readonly string[] = []): Promise<StepBench> {
  const opened = await openTestWorkbench();
  const { workbench } = opened;
  const folder = join(opened.folder, 'shop');
  const wish = { path: folder, name: 'Shop', template: 'blank', zone: 'Europe/Paris', currency: 'EUR' };
  must(await workbench.workspaces.create(NewWorkspace.parse(wish)));
  const warehouse = must(await workbench.warehouse.get());
  let calls = 0;
  const bench: StepBench = {
    workbench,
    folder,
    warehouse,
    lines: [],
    progress: [],
    reach: true,
    now: '2026-11-22T06:00:00.000Z',
    asked: [],
    runners: createStepRunners({
      folder,
      userFolder: opened.folder,
      zone: () => Zone.parse('Europe/Paris'),
      currency: () => 'EUR',
      warehouse: () => workbench.warehouse.get(),
      sources: workbench.sources,
      models: workbench.models,
      workbench: () => workbench,
      surroundings: {
        reachable: async (hosts) => {
          bench.asked.push(...hosts);
          return bench.reach;
        },
      },
      clock: () => new Date(bench.now),
      http: realClock,
      version: '0.0.0',
      privateHosts,
    }),
    async run(written, more = {}) {
      const step = Step.parse({ name: 'it', ...written });
      const runner = bench.runners[kindOf(step)];
      if (runner === undefined) throw new Error(`Nobody carries out ${kindOf(step)}.`);
      bench.lines.length = 0;
      bench.progress.length = 0;
      calls += 1;
      const call = {
        step,
        run: {
          id: 'run-1' as RunId,
          pipeline: 'daily',
          kind: 'manual',
          interval: { from: '2026-11-21T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z' },
          params: {},
        },
        attempt: `attempt-${calls}`,
        cursor: null,
        signal: new AbortController().signal,
        report: (progress: Progress) => void bench.progress.push(progress),
        say: (line: string) => void bench.lines.push(line),
        ...more,
      } satisfies StepCall<StepKind>;
      return runner.run(call as never);
    },
    async write(files) {
      for (const [name, text] of Object.entries(files)) {
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    },
    async sql(sql) {
      return must(await warehouse.console({ sql, offset: 0, limit: 1_000, timeoutMs: 30_000 })).rows;
    },
    close: opened.close,
  };
  return bench;
}
