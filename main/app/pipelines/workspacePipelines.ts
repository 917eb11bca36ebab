import type { SchedulerLine } from '../../../shared/contract/pipelines.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import type { OpenedPipelines } from '../../pipelines/openPipelines.ts';
import type { PowerEvent } from '../powerEvent.ts';
import type { PipelineFiles } from './pipelineFiles.ts';

/**
 * The pipelines of the open workspace.
 *
 *   idle → opening      a screen or a command asks, or the clock is watched and the workspace has pipelines
 *   opening → open      the warehouse opened and this process is its scheduler, or watches the one that is
 *   opening → idle      it couldn't be opened: whoever asked is told, and the next one who asks tries again
 *   open → idle         the workspace is let go: steps are interrupted first, the warehouse closes after
 *
 * Invariant: steps run only while this process holds the workspace.
 */
export interface WorkspacePipelines {
  readonly files: PipelineFiles;
  opened(): Promise<Result<OpenedPipelines>>;
  /** From now on schedules run by themselves. Commands that only look don't call it. */
  watchClock(): void;
  scheduler(): SchedulerLine;
  /** The scheduler now and after every change of a run, at most ten times a second. */
  watch(
    signal?: AbortSignal,
  ): AsyncGenerator<{ readonly revision: number; readonly scheduler: SchedulerLine }, void, void>;
  paused(): boolean;
  setPaused(paused: boolean): void;
  /** What runs next by itself, told by its title; null when nothing will. */
  next(): { readonly title: string; readonly at: Date } | null;
  onChange(listener: () => void): () => void;
  /** Something happened that may make a run possible: another workspace is open, the machine woke. */
  look(): Promise<void>;
  power(event: PowerEvent): void;
  release(folder: string): Promise<void>;
  close(): Promise<void>;
}
