import { resolve } from 'node:path';
import { type SecretEntry, SecretName } from '../../../shared/contract/vault.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Vault } from '../../vault/vault.ts';
import { dataFolder, ensureId } from '../../workspace/dataFolder.ts';
import { readWorkspaceId } from '../../workspace/inspect.ts';
import type { Answer, Command, Invocation } from './command.ts';
import { withWorkbench } from './session.ts';
import { unlock } from './unlock.ts';

export const vaultCommand: Command = {
  name: 'vault',
  summary: 'set, list and delete the secrets of a workspace',
  usage: 'vault <set|list|delete|create|status> [name] [--workspace DIR | --project DIR]',
  help: `
Keeps the secrets of a workspace outside its files, in the system's keychain or behind a passphrase.

  vault list            names and when each was changed; values are never shown
  vault set <name>      asks for the value without showing it; from a pipe it takes all of standard input
  vault delete <name>   forgets it
  vault create          makes a passphrase vault, for a machine without a keychain
  vault status          which backend holds the secrets, and why

  --project DIR         the secrets of a dbt project outside a workspace, such as the address of its Postgres

A locked passphrase vault asks for its passphrase first; from a pipe that is the first line.
Names look like tiktok.api_key: lower-case letters, digits, dots, dashes and underscores.`,
  words: [1, 2],
  options: { project: { type: 'string' } },
  async run(call) {
    const [action, name] = call.words;
    const wrong = misuse(action, name);
    if (wrong) return wrong;
    return withWorkbench(call, async ({ vault }) => {
      if (action === 'status') return describe(vault);
      if (action === 'create') return create(vault, call);
      const id = await idOf(call);
      if (!id.ok) return id;
      const unlocked = await unlock(vault, call);
      if (!unlocked.ok) return unlocked;
      if (action === 'list') return list(vault, id.value);
      const secret = SecretName.parse(name);
      return action === 'set' ? set(vault, id.value, secret, call) : remove(vault, id.value, secret);
    });
  },
};

async function idOf({ options, workspace }: Invocation): Promise<Result<string>> {
  if (typeof options['project'] !== 'string') return readWorkspaceId(workspace);
  const data = await dataFolder(resolve(options['project']));
  return data.ok ? ensureId(data.value) : data;
}

function misuse(action: string | undefined, name: string | undefined) {
  const named = action === 'set' || action === 'delete';
  if (!named && action !== 'list' && action !== 'create' && action !== 'status') {
    return fail('BAD_INPUT', {
      message: `The vault can't "${action}".`,
      next: 'Use set, list, delete, create or status.',
    });
  }
  if (named !== (name !== undefined)) {
    return fail('BAD_INPUT', {
      message: named
        ? `"vault ${action}" needs the name of a secret.`
        : `"vault ${action}" takes no name; a value is never an argument.`,
      next: 'See: help vault.',
    });
  }
  const checked = named ? SecretName.safeParse(name) : undefined;
  if (checked && !checked.success) {
    return fail('BAD_INPUT', {
      message: `"${name}" can't be a secret's name.`,
      next: `In names, ${checked.error.issues[0]?.message}.`,
    });
  }
  return null;
}

async function list(vault: Vault, id: string): Promise<Result<Answer>> {
  const entries = await vault.list(id);
  if (!entries.ok) return entries;
  return ok({
    data: entries.value,
    text: entries.value.map(entryLine).join('\n') || 'No secrets yet. Add one with: vault set <name>',
  });
}

function entryLine({ name, changedAt }: SecretEntry): string {
  return `${name}  ${changedAt ?? 'change time not known'}`;
}

async function set(
  vault: Vault,
  id: string,
  name: SecretName,
  { terminal }: Invocation,
): Promise<Result<Answer>> {
  const { backend } = await vault.status();
  if (backend === 'memory') {
    return fail('VAULT_UNAVAILABLE', {
      message:
        'This machine has no keychain, and a secret in session memory would be gone when this command ends.',
      next: 'Make a passphrase vault first, with: vault create.',
    });
  }
  const value = await terminal.longSecret(`Value of ${name}`);
  if (!value.ok) return value;
  const stored = await vault.set(id, name, value.value);
  return stored.ok ? ok({ data: { name, backend }, text: `Stored ${name} (${backend}).` }) : stored;
}

async function remove(vault: Vault, id: string, name: SecretName): Promise<Result<Answer>> {
  const gone = await vault.delete(id, name);
  return gone.ok ? ok({ data: { name }, text: `Deleted ${name}.` }) : gone;
}

async function create(vault: Vault, { terminal }: Invocation): Promise<Result<Answer>> {
  const passphrase = await terminal.secret('New passphrase (12 characters or more)');
  if (!passphrase.ok) return passphrase;
  if (passphrase.value.reveal().length < 12) {
    return fail('BAD_INPUT', {
      message: 'That passphrase is too short.',
      next: 'Use at least 12 characters.',
    });
  }
  const made = await vault.createPassphrase(passphrase.value);
  if (!made.ok) return made;
  return ok({
    data: made.value,
    text: 'Made the passphrase vault. Without the passphrase its secrets are lost: keep it safe.',
  });
}

async function describe(vault: Vault): Promise<Result<Answer>> {
  const status = await vault.status();
  const lines = status.backends.map(
    ({ backend, available, detail }) => `  ${backend}: ${available ? 'works' : 'not available'} (${detail})`,
  );
  return ok({
    data: status,
    text: [`${status.backend}${status.locked ? ', locked' : ''}: ${status.why}`, ...lines].join('\n'),
  });
}
