import { fail, ok, type Result } from '../../shared/errors/failure.ts';
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
  readonly address: (() => string | undefined) | undefined;
  readonly onFront: (() => void) | undefined;
}

const FRONT_MS = 3_000;

/**
 * A start that names a workspace holds that workspace; a start that names none holds Leadline's own folder and opens
 * the workspace opened last. Either way the second start of the same kind finds the first.
 */
export async function begin(workspace: string | undefined, around: Beginning): Promise<Result<Hold>> {
  if (workspace !== undefined) {
    const opened = await around.workspaces.open(workspace);
    return opened.ok ? ok({ release: async () => {} }) : found(opened, workspace);
  }
}
