import { type Duration, milliseconds } from '../../../../../shared/domain/duration.ts';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import type { Result } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Surroundings } from '../../../../pipelines/surroundings.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import { writtenDatasets } from '../../datasets.ts';
import { failedWith } from '../ends.ts';
import { lookAtFiles } from './lookAtFiles.ts';
import { hostOfUrl, lookAtUrl, type UrlOptions } from './lookAtUrl.ts';

export interface WaitStepOptions extends UrlOptions {
  readonly warehouse: () => Promise<Result<Warehouse>>;
  /** Of the workspace, from which paths are told. */
  readonly folder: string;
  /** What `~` means. */
  readonly userFolder: string;
  readonly surroundings: Pick<Surroundings, 'reachable'>;
  readonly clock: () => Date;
}

const POLL_MS = 60_000;
const LEAST_POLL_MS = 1_000;

/** Looks once. What it saw is the cursor of the next look, so that a change is noticed after a restart too. */
export function createWaitStep(options: WaitStepOptions): StepRunner<'wait'> {
  async function run(call: StepCall<'wait'>): Promise<StepEnd> {
    const { wait, poll } = call.step;
    const pollMs = Math.max(LEAST_POLL_MS, poll === undefined ? POLL_MS : milliseconds(poll));
    if ('file' in wait) {
      const { folder, userFolder } = options;
      return lookAtFiles(wait.file.replace(/^~(?=[/\\]|$)/, userFolder), folder, call.cursor, pollMs);
    }
    if ('url' in wait) return lookAtUrl(wait.url, call, pollMs, options);
    return lookAtRelation(wait.relation, wait.fresher_than, call, pollMs);
  }

  async function lookAtRelation(
    relation: RelationName,
    fresher: Duration,
    { signal }: StepCall<'wait'>,
    pollMs: number,
  ): Promise<StepEnd> {
    const opened = await options.warehouse();
    if (!opened.ok) return failedWith(opened.failure);
    const written = await writtenDatasets(opened.value.store, [relation], signal);
    if (!written.ok) return failedWith(written.failure);
    const last = written.value.get(relation);
    const cursor = last?.version ?? null;
    if (last === undefined)
      return { is: 'again', told: `Nothing has written ${relation} yet.`, cursor, pollMs };
    const age = options.clock().getTime() - Date.parse(last.at);
    const when = last.at.slice(0, 16).replace('T', ' ');
    if (age < milliseconds(fresher))
      return { is: 'succeeded', told: `${relation} was last written at ${when} UTC.`, wrote: [] };
    return {
      is: 'again',
      told: `${relation} was last written at ${when} UTC, which is older than ${fresher}.`,
      cursor,
      pollMs,
    };
  }

  return {
    run,
    async hosts({ wait }) {
      const host = 'url' in wait ? hostOfUrl(wait.url) : null;
      return host === null ? [] : [host];
    },
  };
}
