import type { HostKind } from '../../shared/contract/app.ts';
import type { OpenWorkspace } from '../../shared/contract/workspace.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { dataFolder, ensureId, sweep } from './dataFolder.ts';
import { diskFailure } from './diskFailure.ts';
import type { FileChecks } from './files/readWorkspace.ts';
import { claimLease, type Lease } from './lease.ts';
import { createLiveFiles } from './liveFiles.ts';

/** One workspace held open: its lease, its id, its files. */
export interface Session {
  readonly path: string;
  readonly id: string;
  state(): OpenWorkspace;
  refresh(): Promise<OpenWorkspace>;
  /** Whether this process still holds the folder; takes it again if only the lease was lost. */
  keepHold(): Promise<Result<void>>;
  /** The lease file that went away with the folder, if it did. */
  strayLease(): string | undefined;
  close(): Promise<void>;
}

export interface SessionFacts {
  readonly clock: () => Date;
  readonly log: Logger;
  readonly hostKind: HostKind;
  readonly address: () => string | undefined;
  readonly onFront: (() => void) | undefined;
  readonly former: string | undefined;
  readonly onChange: (state: OpenWorkspace) => void;
  readonly checks: FileChecks;
  /** What must be over before another process may take the folder. */
  readonly beforeRelease: (folder: string) => Promise<void>;
}

export async function openSession(path: string, facts: SessionFacts): Promise<Result<Session>> {
  const { clock, log, hostKind, address, onFront } = facts;
  const claim = (former?: string) =>
    claimLease(path, { hostKind, address: address(), clock, log, onFront, former });
  const claimed = await claim(facts.former);
  if (!claimed.ok) return claimed;
  let lease: Lease = claimed.value;
  const id = await prepare(path);
  if (!id.ok) {
    await lease.release();
    return id;
  }

  async function keepHold(): Promise<Result<void>> {
    if (await lease.held()) return ok(undefined);
    await lease.release();
    const again = await claim();
    if (!again.ok) return again;
    lease = again.value;
    log.info('The lease was gone and is taken again', { path });
    return ok(undefined);
  }

  const live = createLiveFiles({
    root: path,
    clock,
    log,
    keepHold,
    onChange: facts.onChange,
    checks: facts.checks,
  });
  await live.refresh();
  return ok({
    path,
    id: id.value,
    state: live.state,
    refresh: live.refresh,
    keepHold,
    strayLease: () => (live.gone() ? lease.name : undefined),
    async close() {
      await live.close();
      try {
        await facts.beforeRelease(path);
      } finally {
        await lease.release();
      }
    },
  });
}

async function prepare(path: string): Promise<Result<string>> {
  const data = await dataFolder(path);
  if (!data.ok) return data;
  try {
    await sweep(data.value);
  } catch (error) {
    return diskFailure(error, { doing: 'tidy its data', folder: path });
  }
  return ensureId(data.value);
}
