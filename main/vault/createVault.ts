import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Rotation, SecretName, type VaultBackend } from '../../shared/contract/vault.ts';
import { Secret } from '../../shared/domain/secret.ts';
import type { Result } from '../../shared/errors/failure.ts';
import type { Log } from '../log/log.ts';
import { openBackends } from './backends.ts';
import { describeVault } from './describe.ts';
import { exclusively } from './exclusive.ts';
import { historyIn } from './history.ts';
import { importKeytar, type LoadKeychain } from './keychain.ts';
import type { Place } from './move.ts';
import { mover } from './mover.ts';
import { lastChanges, serviceOf, workspaceOf } from './names.ts';
import { checkCanary } from './probe.ts';
import { readRecord, type VaultRecord, writeRecord } from './record.ts';
import { notFound, unstorable, vaultExists } from './refusals.ts';
import type { Cost, Random } from './sealed.ts';
import { attempt } from './trouble.ts';
import type { Vault } from './vault.ts';

export interface VaultOptions {
  /** Leadline's own folder. */
  readonly home: string;
  readonly log: Log;
  readonly clock: () => Date;
  readonly random?: Random;
  /** Whom the rotation log names. */
  readonly who: string;
  readonly keychain?: LoadKeychain;
  /** What a guess at the passphrase of a new vault costs; tests that need many vaults take a cheap one. */
  readonly cost?: Cost;
}

export function createVault(options: VaultOptions): Vault {
  const { home, clock, who, random = randomBytes, keychain: load = importKeytar, cost } = options;
  const log = options.log.scope('vault');
  const exclusive = exclusively(join(home, 'vault.lock'));
  const history = historyIn(join(home, 'vault-history.jsonl'));
  const backends = openBackends({ home, clock, random, load, cost });
  const { recordPath, passphrase } = backends;
  const now = () => clock().toISOString();
  const started = now();
  let canary: Promise<void> | null = null;

  const conceal = (value: string): void => options.log.conceal(new Secret(value));
  const move = mover({ backends, conceal, note: noteAll, now, log });

  async function noteAll(
    action: Rotation['action'],
    backend: VaultBackend,
    about: readonly { service: string; account: string }[],
  ): Promise<void> {
    await history.append(
      about.map(({ service, account }) => ({
        at: now(),
        who,
        action,
        name: account,
        workspace: workspaceOf(service),
        backend,
      })),
    );
  }

  /** Once a session, where the keychain answers: is what an earlier session left still there? */
  function lookForCanary(): Promise<void> {
    canary ??= (async () => {
      if (!(await backends.probeKeychain()).available) {
        canary = null;
        return;
      }
      await exclusive(async () => {
        const next = await checkCanary(backends.places.keychain.store, await readRecord(recordPath), {
          now: now(),
          random,
        });
        if (next !== null) await writeRecord(recordPath, next);
      });
    })().catch((error: unknown) => {
      log.warn('Whether the keychain keeps what it is given could not be examined', { error });
    });
    return canary;
  }

  async function current(): Promise<{ record: VaultRecord; place: Place }> {
    const record = await readRecord(recordPath);
    return { record, place: await backends.usable(await backends.inUse(record)) };
  }

  /** Under the lock, with what an interrupted move left cleared away first. */
  function changing<T>(work: (now: { record: VaultRecord; place: Place }) => Promise<T>): Promise<Result<T>> {
    return attempt(home, () =>
      exclusive(async () => {
        const { record, place } = await current();
        return work({ record: await move.settle(record, place), place });
      }),
    );
  }

  /** Recorded before it is stored: a stored secret whose place nobody recorded could be looked for elsewhere. */
  async function recordPlace(record: VaultRecord, { backend }: Place, service: string): Promise<VaultRecord> {
    const known = backend !== 'keychain' || record.keychainServices.includes(service);
    // Memory as the last resort isn't recorded: a machine that gains a keychain should get it at the next start.
    const chosen = record.chosen ?? (backend === 'memory' ? null : { backend, at: now() });
    const next = {
      ...record,
      chosen,
      keychainServices: known ? record.keychainServices : [...record.keychainServices, service],
    };
    if (!known || chosen !== record.chosen) await writeRecord(recordPath, next);
    return next;
  }

  const status = async () => {
    await lookForCanary();
    return describeVault(backends, started);
  };

  return {
    status,
    list: (workspace) =>
      attempt(home, async () => {
        const { place } = await current();
        const changed = lastChanges(await history.of(workspace));
        const found = await place.store.findCredentials(serviceOf(workspace));
        for (const { password } of found) conceal(password);
        return found
          .flatMap(({ account }) => SecretName.safeParse(account).data ?? [])
          .sort()
          .map((name) => ({ name, changedAt: changed.get(name) ?? null }));
      }),
    get: (workspace, name) =>
      attempt(home, async () => {
        for (let before: VaultBackend | null = null; ; ) {
          const { place } = await current();
          const value = await place.store.getPassword(serviceOf(workspace), name);
          if (value !== null) {
            conceal(value);
            return new Secret(value);
          }
          // Another process may have moved it between the two reads.
          if (before === place.backend) throw notFound(name);
          before = place.backend;
        }
      }),
    async set(workspace, name, secret) {
      const value = secret.reveal();
      conceal(value);
      if (value === '' || value.includes('\0') || !value.isWellFormed()) return unstorable(name);
      const service = serviceOf(workspace);
      return changing(async ({ record, place }) => {
        const next = await recordPlace(record, place, service);
        const had = await place.store.getPassword(service, name);
        try {
          await place.store.setPassword(service, name, value);
        } catch (error) {
          if (record.chosen === null) await writeRecord(recordPath, { ...next, chosen: null });
          throw error;
        }
        await noteAll(had === null ? 'set' : 'replaced', place.backend, [{ service, account: name }]);
      });
    },
    delete: (workspace, name) =>
      changing(async ({ place }) => {
        const service = serviceOf(workspace);
        if (!(await place.store.deletePassword(service, name))) throw notFound(name);
        await noteAll('deleted', place.backend, [{ service, account: name }]);
      }),
    async history(workspace) {
      const told = await attempt(home, () => history.of(workspace));
      if (told.ok) return told.value;
      log.warn('The rotation log could not be read', { failure: told.failure });
      return [];
    },
    async unlock(typed) {
      conceal(typed.reveal());
      const opened = await attempt(home, () => passphrase.unlock(typed.reveal()));
      if (!opened.ok) return opened;
      const settled = await changing(async () => undefined);
      if (!settled.ok)
        log.warn('What a move left could not be cleared away yet', { failure: settled.failure });
      return attempt(home, status);
    },
    async lock() {
      passphrase.lock();
      return status();
    },
    async createPassphrase(typed) {
      conceal(typed.reveal());
      const made = await changing(async ({ record, place }) => {
        if (await passphrase.exists()) throw vaultExists(backends.passphrasePath);
        await passphrase.create(typed.reveal());
        try {
          await move.run(record, place, backends.places.passphrase);
        } catch (error) {
          // Only copies are in it: what was moved out of is untouched until the move is recorded.
          passphrase.lock();
          await rm(backends.passphrasePath, { force: true });
          throw error;
        }
      });
      return made.ok ? attempt(home, status) : made;
    },
    async changePassphrase(typed, next) {
      conceal(typed.reveal());
      conceal(next.reveal());
      const changed = await attempt(home, () =>
        exclusive(async () => {
          await passphrase.change(typed.reveal(), next.reveal());
          await noteAll('passphrase changed', 'passphrase', [{ service: '', account: '' }]);
        }),
      );
      return changed.ok ? attempt(home, status) : changed;
    },
    async move(to) {
      const moved = await changing(async ({ record, place }) =>
        move.run(record, place, await backends.usable(to)),
      );
      return moved.ok ? attempt(home, async () => ({ moved: moved.value, status: await status() })) : moved;
    },
  };
}
