import { ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import type { Host } from '../rpc/host.ts';
import { askToFront, claimLease } from '../workspace/lease.ts';
import type { Workspaces } from '../workspace/workspaces.ts';

export interface Hold {
  release(): Promise<void>;
}

export interface Beginning {
  readonly workspaces: Workspaces;
  readonly home: string;
  readonly host: Host;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly address: (() => string | undefined) | undefined;
  readonly onFront: (() => void) | undefined;
}

const FRONT_MS = 3_000;

/**
 * A start that names a workspace holds that workspace; a start that names none holds Leadline's own folder and opens
 * the workspace opened last. Either way the second start of the same kind finds the first, and brings it to the front.
 */
export async function begin(workspace: string | undefined, around: Beginning): Promise<Result<Hold>> {
  if (workspace !== undefined) {
    const opened = await around.workspaces.open(workspace);
    return opened.ok ? ok({ release: async () => {} }) : showFirst(opened, workspace);
  }
  const { home, host, address, onFront, clock, log } = around;
  const lease = await claimLease(home, { hostKind: host.kind, address: address?.(), onFront, clock, log });
  if (!lease.ok) return showFirst(lease, home);
  await openLast(around);
  return lease;
}

async function openLast({ workspaces, log }: Beginning): Promise<void> {
  const last = (await workspaces.recent()).find((one) => one.present);
  if (!last) return;
  const opened = await workspaces.open(last.path);
  if (!opened.ok)
    log.warn('The workspace opened last could not be opened', { path: last.path, failure: opened.failure });
}

/** The refusal, with what came of asking the process that holds the folder to show itself. */
async function showFirst(refused: Result<never>, folder: string): Promise<Result<never>> {
  if (refused.ok || refused.failure.code !== 'WORKSPACE_IN_USE') return refused;
  // What was named may be ~/shop or a file in it; the failure knows the folder.
  const shown = await askToFront(refused.failure.subject ?? folder, FRONT_MS);
  if (shown === 'silent') return refused;
  const next = 'It was asked to show itself: look at its window, or at its terminal for the link.';
  return { ok: false, failure: { ...refused.failure, next } };
}
