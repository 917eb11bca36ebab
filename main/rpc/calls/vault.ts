import { Secret } from '../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Core } from '../core.ts';
import { unwrap } from '../guard.ts';
import { os } from '../implementer.ts';

export const vaultCalls = {
  status: os.vault.status.handler(({ context }) => context.vault.status()),
  list: os.vault.list.handler(async ({ context }) => unwrap(await context.vault.list(owner(context)))),
  set: os.vault.set.handler(async ({ context, input }) =>
    unwrap(await context.vault.set(owner(context), input.name, new Secret(input.value))),
  ),
  delete: os.vault.delete.handler(async ({ context, input }) =>
    unwrap(await context.vault.delete(owner(context), input.name)),
  ),
  history: os.vault.history.handler(({ context }) => context.vault.history(owner(context))),
  unlock: os.vault.unlock.handler(async ({ context, input }) =>
    unwrap(await context.vault.unlock(new Secret(input.passphrase))),
  ),
  lock: os.vault.lock.handler(({ context }) => context.vault.lock()),
  createPassphrase: os.vault.createPassphrase.handler(async ({ context, input }) =>
    unwrap(await context.vault.createPassphrase(new Secret(input.passphrase))),
  ),
  changePassphrase: os.vault.changePassphrase.handler(async ({ context, input }) =>
    unwrap(await context.vault.changePassphrase(new Secret(input.current), new Secret(input.passphrase))),
  ),
  move: os.vault.move.handler(async ({ context, input }) => unwrap(await context.vault.move(input.to))),
};

/** Secrets belong to a workspace, so there must be one. */
function owner(core: Core): string {
  return unwrap(openWorkspaceId(core));
}

function openWorkspaceId(core: Core): Result<string> {
  const id = core.workspaces.currentId();
  if (id !== null) return ok(id);
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'Secrets belong to a workspace, and none is open.',
    next: 'Open a workspace, then try again.',
  });
}
