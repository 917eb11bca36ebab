import type { Result } from '../../../../shared/errors/failure.ts';
import type { Project } from '../../../models/project/project.ts';
import type { WorkspaceModels } from '../workspaceModels.ts';

/** A project as it was read a moment ago, for the many questions that one screen asks at once. */
export interface ProjectMemory {
  /** As it lies on the disk now. */
  fresh(): Promise<Result<Project>>;
  /** The same reading for all who ask within a moment, as long as no file of the workspace changed. */
  recent(): Promise<Result<Project>>;
}

const MOMENT_MS = 3_000;

export interface ProjectMemoryOptions {
  readonly models: WorkspaceModels;
  /** Changes when another workspace is open, or a file of this one changed. */
  readonly stand: () => string;
  readonly clock: () => Date;
}

export function createProjectMemory({ models, stand, clock }: ProjectMemoryOptions): ProjectMemory {
  let kept: { stand: string; at: number; project: Promise<Result<Project>> } | null = null;

  function fresh(): Promise<Result<Project>> {
    const project = models
      .modelling()
      .then((modelling) => (modelling.ok ? modelling.value.read() : modelling));
    const reading = { stand: stand(), at: clock().getTime(), project };
    kept = reading;
    // A moment begins when the reading ended, however long it took.
    const ended = () => {
      reading.at = clock().getTime();
    };
    project.then(ended, ended);
    return project;
  }

  return {
    fresh,
    recent() {
      const age = kept === null ? Number.POSITIVE_INFINITY : clock().getTime() - kept.at;
      return kept !== null && kept.stand === stand() && age <= MOMENT_MS ? kept.project : fresh();
    },
  };
}
