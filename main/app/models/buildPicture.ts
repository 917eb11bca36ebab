import type { JobId } from '../../../shared/domain/job.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { BuildEvents, BuildReport } from '../../models/build/request.ts';
import type { BuildOptions } from './modelling.ts';
import type { BuildPicture, NodePicture } from './workspaceModels.ts';

const LINES_KEPT = 200;

export interface PictureKeeper {
  readonly events: BuildEvents;
  picture(): BuildPicture;
  end(done: Result<BuildReport>): void;
}

/** Follows one build and always knows the whole of it. */
export function createPicture(
  job: JobId,
  { command, selection, scope, publish, fullRefresh }: BuildOptions,
  clock: () => Date,
  changed: () => void,
): PictureKeeper {
  const startedAt = clock().toISOString();
  const nodes = new Map<string, NodePicture>();
  let said: readonly string[] = [];
  let phase: BuildPicture['phase'] = 'reading';
  let endedAt: string | null = null;
  let report: BuildPicture['report'] = null;
  let failure: Failure | null = null;

  const put = (node: NodePicture) => {
    nodes.set(node.id, node);
    changed();
  };

  return {
    events: {
      planned(ids) {
        phase = 'building';
        for (const id of ids) nodes.set(id, { id, status: 'waiting', result: null });
        changed();
      },
      started: (id) => put({ id, status: 'running', startedAt: clock().toISOString(), result: null }),
      finished: (result) =>
        put({ id: result.id, status: result.status, startedAt: result.startedAt, result }),
      publishing() {
        phase = 'publishing';
        changed();
      },
      said(text) {
        said = [...said, text].slice(-LINES_KEPT);
        changed();
      },
    },
    picture: () => ({
      job,
      options: {
        command,
        selection,
        ...(scope !== undefined && { scope }),
        ...(publish !== undefined && { publish }),
        ...(fullRefresh !== undefined && { fullRefresh }),
      },
      startedAt,
      endedAt,
      phase,
      nodes: [...nodes.values()],
      said,
      report,
      failure,
    }),
    end(done) {
      phase = 'ended';
      endedAt = clock().toISOString();
      if (done.ok) {
        const { id, published, keptBack, success } = done.value;
        report = { id, published, keptBack, success };
        // What a cancelled build never came to.
        for (const [at, node] of nodes)
          if (node.result === null) nodes.set(at, { id: at, status: 'cancelled', result: null });
      } else failure = done.failure;
      changed();
    },
  };
}
