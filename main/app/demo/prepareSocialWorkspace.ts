import { basename, join } from 'node:path';
import type { OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { Currency } from '../../../shared/domain/currency.ts';
import type { Progress, Work } from '../../../shared/domain/job.ts';
import { machineZone } from '../../../shared/domain/zone.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { writtenPath } from '../../workspace/folderPath.ts';
import type { Workspaces } from '../../workspace/workspaces.ts';
import type { WorkspacePipelines } from '../pipelines/workspacePipelines.ts';
import type { WorkspaceWarehouse } from '../warehouseOfWorkspace.ts';
import { DAILY, GO_ON, runDaily } from './runDaily.ts';
import { folderStanding, freeOfOthers, isOfDemo } from './socialStanding.ts';
import { MOST_DAYS } from './socialToSales/calendar.ts';
import { loadSocialDemo } from './socialToSales/loadSocialDemo.ts';
import { writeSocialDemo } from './socialToSales/socialDemo.ts';

export interface DemoSurroundings {
  readonly workspaces: Workspaces;
  readonly warehouse: WorkspaceWarehouse;
  readonly pipelines: () => Promise<WorkspacePipelines>;
  /** What `~` means. */
  readonly userFolder: string;
}

export interface SocialWorkspaceWish {
  readonly path: string;
  readonly seed: number;
  /** Left out: all two years. */
  readonly days?: number;
}

export interface PreparedWorkspace {
  readonly path: string;
  /** It was finished before, and nothing was done. */
  readonly already: boolean;
}

export const TEMPLATE = 'social-to-sales';

/** The share of the time that each part takes, of 100. */
const MADE = 3;
const LOADED = 15;
const ALL = 100;

/**
 * From an empty folder, or from one where this was stopped, to a workspace that is loaded, built and studied; it stays open.
 * A folder that holds anything else is left as it is.
 */
export async function prepareSocialWorkspace(
  around: DemoSurroundings,
  wish: SocialWorkspaceWish,
  work: Work,
): Promise<Result<PreparedWorkspace>> {
  let furthest = 0;
  // Each file of many begins at nothing again, and the bar doesn't go back.
  const bar = (from: number, to: number, words?: string) => ({
    signal: work.signal,
    report({ step, done, total = 0 }: Progress) {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      furthest = Math.max(furthest, Math.round(from + (to - from) * share));
      work.report({ step: words ?? step, done: furthest, total: ALL });
    },
  });
  bar(0, 0).report({ step: 'Making the workspace', done: 0 });
  const opened = await openFolder(around, wish.path);
  if (!opened.ok) return opened;
  const { path } = opened.value;
  return whileOpen(around.workspaces, path, work.signal, async (signal) => {
    const within = (from: number, to: number, words?: string): Work => ({ ...bar(from, to, words), signal });
    const got = await around.warehouse.get();
    if (!got.ok) return got;
    const free = await freeOfOthers(path, got.value.store, signal);
    if (!free.ok) return free;
    const pipelines = await (await around.pipelines()).opened();
    if (!pipelines.ok) return pipelines;
    if (await isOfDemo(path)) {
      const before = await pipelines.value.records.countRuns({ pipeline: DAILY, status: ['succeeded'] });
      if (!before.ok) return before;
      if (before.value > 0) return ok({ path, already: true });
    }
    const size = { seed: wish.seed, days: wish.days ?? MOST_DAYS };
    const files = await writeSocialDemo(
      join(path, 'files'),
      size,
      within(MADE, MADE * 2, 'Inventing figures'),
    );
    if (!files.ok) return files;
    const loaded = await loadSocialDemo(
      got.value,
      files.value,
      within(MADE * 2, LOADED, 'Loading the figures'),
    );
    if (!loaded.ok) return loaded;
    const ran = await runDaily(pipelines.value, within(LOADED, ALL));
    return ran.ok ? ok({ path, already: false }) : ran;
  });
}

async function openFolder(
  { workspaces, userFolder }: DemoSurroundings,
  written: string,
): Promise<Result<OpenWorkspace>> {
  const path = writtenPath(written, userFolder);
  if (!path.ok) return path;
  const standing = await folderStanding(path.value);
  if (!standing.ok) return standing;
  if (standing.value === 'ours') return workspaces.open(path.value);
  return workspaces.create({
    path: path.value,
    name: basename(path.value).slice(0, 80),
    template: TEMPLATE,
    zone: machineZone(),
    currency: Currency.parse('USD'),
  });
}

/** Work in a workspace ends when it is stopped, and when another workspace takes its place. */
async function whileOpen(
  workspaces: Workspaces,
  path: string,
  asked: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result<PreparedWorkspace>>,
): Promise<Result<PreparedWorkspace>> {
  const left = new AbortController();
  const ended = new AbortController();
  const watching = (async () => {
    for await (const open of workspaces.watch(ended.signal)) if (open?.path !== path) left.abort();
  })();
  const signal = AbortSignal.any([asked, left.signal]);
  try {
    const done = await work(signal);
    if (done.ok || !signal.aborted) return done;
    return fail('CANCELLED', { message: 'The demo was stopped half-way.', next: GO_ON, subject: path });
  } finally {
    ended.abort();
    await watching;
  }
}
