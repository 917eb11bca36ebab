import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import type { Failure, FileProblem, Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { diskFailure } from './diskFailure.ts';
import { isGone } from './files/listFiles.ts';
import { createWorkspaceReader, type FileChecks } from './files/readWorkspace.ts';
import { watchFolders } from './files/watchFolders.ts';
import { CONFIG_FILE } from './folderPath.ts';
import { createQueue } from './queue.ts';

/** Events come in swarms: one look answers all of a tenth of a second. */
const SETTLE_MS = 100;
/** Watching misses what happens on network disks: a look now and then finds it. */
const LOOK_MS = 30_000;
const LOOK_UNWATCHED_MS = 1_000;
/** While the folder is gone there is nothing to watch; a look costs one system call. */
const LOOK_GONE_MS = 1_000;
/** Looking takes at most this share of one core, however large the workspace: the pause grows with it. */
const LOOK_SHARE = 0.001;
const LOOK_SHARE_UNWATCHED = 0.01;

export interface LiveFiles {
  state(): OpenWorkspace;
  /** True while the folder is not where it was. */
  gone(): boolean;
  /** Looks now; resolves with what was found. */
  refresh(): Promise<OpenWorkspace>;
  close(): Promise<void>;
}

interface Surroundings {
  readonly root: string;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Called before each look: says whether the folder is still ours, taking it again if it came back without our lease. */
  readonly keepHold: () => Promise<Result<void>>;
  readonly onChange: (state: OpenWorkspace) => void;
  readonly checks: FileChecks;
}

/** The files of an open workspace, kept true while they change under it. Starts watching at the first `refresh`. */
export function createLiveFiles({ root, clock, log, keepHold, onChange, checks }: Surroundings): LiveFiles {
  const inTurn = createQueue();
  const read = createWorkspaceReader(clock, checks);
  const watch = watchFolders(() => lookIn(SETTLE_MS), log);
  let state: OpenWorkspace = { path: root, config: null, files: {}, problems: [], revision: -1 };
  let stamp: string | undefined;
  let gone = false;
  let closed = false;
  let soon: NodeJS.Timeout | undefined;
  let later: NodeJS.Timeout | undefined;

  function lookIn(ms: number): void {
    if (closed || soon) return;
    soon = setTimeout(() => {
      soon = undefined;
      lookBehind();
    }, ms);
  }

  /** Nobody waits for this look, so a bug in it ends in the log. */
  function lookBehind(): void {
    refresh().catch((error: unknown) => log.error('Looking at the workspace failed', { error }));
  }

  function refresh(): Promise<OpenWorkspace> {
    return inTurn(async () => {
      if (!closed) await look();
      return state;
    });
  }

  async function look(): Promise<void> {
    clearTimeout(later);
    const began = performance.now();
    gone = await isGone(root);
    if (gone) {
      watch.follow([]);
      settle('gone', { config: null, files: {}, problems: [goneProblem(root)] });
    } else {
      await lookInside();
    }
    if (closed) return;
    const took = performance.now() - began;
    const [least, share] = watch.complete()
      ? [LOOK_MS, LOOK_SHARE]
      : [LOOK_UNWATCHED_MS, LOOK_SHARE_UNWATCHED];
    later = setTimeout(lookBehind, gone ? LOOK_GONE_MS : Math.max(least, took / share)).unref();
  }

  async function lookInside(): Promise<void> {
    try {
      const held = await keepHold();
      if (!held.ok) return stall(held.failure);
      const found = await read(root);
      if (closed) return;
      // What was made in a folder before its watch began raised no event.
      if (watch.follow(found.folders)) lookIn(SETTLE_MS);
      settle(found.stamp, { config: found.config, files: found.counts, problems: found.problems });
    } catch (error) {
      if (await isGone(root)) lookIn(SETTLE_MS);
      else stall(diskFailure(error, { doing: 'read the workspace', folder: root }).failure);
    }
  }

  function stall({ message, next }: Failure): void {
    settle(message, { config: null, files: {}, problems: [wholeWorkspace(`${message} ${next}`)] });
  }

  function settle(found: string, facts: Pick<OpenWorkspace, 'config' | 'files' | 'problems'>): void {
    if (closed || found === stamp) return;
    stamp = found;
    state = { path: root, ...facts, revision: state.revision + 1 };
    log.debug('The files of the workspace changed', {
      revision: state.revision,
      problems: facts.problems.length,
    });
    onChange(state);
  }

  return {
    state: () => state,
    gone: () => gone,
    refresh,
    async close() {
      closed = true;
      clearTimeout(soon);
      clearTimeout(later);
      watch.close();
      await inTurn(async () => undefined);
    },
  };
}

function goneProblem(root: string): FileProblem {
  return wholeWorkspace(
    `the folder ${root} is gone: put it back or connect its disk and it opens again by itself, or open another workspace`,
  );
}

function wholeWorkspace(message: string): FileProblem {
  return { file: CONFIG_FILE, line: 1, column: 1, severity: 'error', message };
}
