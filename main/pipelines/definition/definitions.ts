import type { Pipeline, PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';

/** A pipeline as the workspace has it now. */
export interface WrittenPipeline {
  readonly name: PipelineName;
  /** Relative to the workspace. */
  readonly file: string;
  readonly text: string;
  /** Null when a problem is an error; it stops only this pipeline. */
  readonly pipeline: Pipeline | null;
  readonly problems: readonly FileProblem[];
}

/** The pipelines of a workspace, read again when a file changed. */
export interface Definitions {
  all(): Promise<readonly WrittenPipeline[]>;
  get(name: PipelineName): Promise<WrittenPipeline | null>;
  /** `pools:` of leadline.yml: slots by name. A pool that isn't named there is a problem of the pipeline that asks for it. */
  pools(): Readonly<Record<string, number>>;
}
