import type { JobId, Work } from '../../../shared/domain/job.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { NodeResult, NodeStatus } from '../../models/build/nodeResult.ts';
import type { BuildEvents, BuildReport } from '../../models/build/request.ts';
import type { BuildOptions, Modelling } from './modelling.ts';

export interface NodePicture {
  readonly id: string;
  readonly status: NodeStatus | 'waiting' | 'running';
  readonly startedAt?: string;
  /** Null until it ended. */
  readonly result: NodeResult | null;
}

/** A build as it stands: the whole of it every time, so that whoever begins to watch late misses nothing. */
export interface BuildPicture {
  readonly job: JobId;
  readonly options: Pick<BuildOptions, 'command' | 'selection' | 'scope' | 'publish' | 'fullRefresh'>;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly phase: 'reading' | 'building' | 'publishing' | 'ended';
  /** In the order they were planned. */
  readonly nodes: readonly NodePicture[];
  /** The last lines that templates logged, at most 200. */
  readonly said: readonly string[];
  readonly report: Omit<BuildReport, 'results' | 'state'> | null;
  /** Why it could not run at all, or was cancelled. */
  readonly failure: Failure | null;
}

/** The models of the open workspace. Builds are jobs: cancel through the jobs. */
export interface WorkspaceModels {
  /** The workspace's project over its warehouse; opened when first asked for, the same object as long as both stay open. */
  modelling(): Promise<Result<Modelling>>;
  /** Starts a build and returns at once; it goes on whoever watches. */
  start(options: BuildOptions): Result<JobId>;
  /** The same for whoever waits for what comes of it: a step of a pipeline. Its signal cancels, as the job's own does. */
  carryOut(options: BuildOptions, work: Work, events?: BuildEvents): Promise<Result<BuildReport>>;
  /** The build under way, or the last one of this session. */
  picture(): BuildPicture | null;
  /** The picture now and after every change, at most ten a second, until the signal fires. */
  watch(signal?: AbortSignal): AsyncGenerator<BuildPicture | null, void, void>;
}
