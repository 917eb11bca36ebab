/**
 * Who may write a folder: a workspace, or Leadline's own. Two processes never may at once.
 *
 * Each process that wants it owns one file, `.leadline/lease/<pid>-<nonce>.json`, complete from the moment it has its name.
 *
 *   wanting   → published   the file is renamed into place
 *   published → holding     a listing begun after that shows no other live owner's file
 *   published → wanting     it shows one that comes before ours: ours is removed, and published again after a random pause
 *   published → refused     it shows one that has stood for a while, or patience ran out: ours is removed
 *   holding   → released    the file is removed; or the process dies, and whoever comes next removes it
 *
 * Invariant: at most one live process holds. Of any two, the one that published later lists later, sees the other's
 * file and doesn't hold; a holder's file stands, unchanged, until it is released. Progress: of several that publish at
 * once the first by name keeps its file while the others step back. The proof needs a disk on which a listing shows
 * every file that was there before it began: local disks do, some network disks don't.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { HostKind } from '../../shared/contract/app.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Logger } from '../log/log.ts';
import { dataFolder } from './dataFolder.ts';
import { diskFailure } from './diskFailure.ts';
import { exists } from './folderPath.ts';
import { knock, listenForKnocks } from './lease/front.ts';
import { leaseFolder, liveOwners, type Owner, type OwnerFile, publish, remove } from './lease/ownerFiles.ts';
import { type ProcessFacts, thisProcess } from './lease/processFacts.ts';

const PATIENCE_MS = 1500;
/** Whoever has stood this long isn't racing with us any more. */
const SETTLED_MS = 2000;
const LITTER_MS = 60_000;

export interface LeaseFacts {
  readonly hostKind: HostKind;
  /** Where a second start finds this one; any token in it is left out. */
  readonly address?: string | undefined;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly random?: () => number;
  /** A second start asks this one to show itself. */
  readonly onFront?: (() => void) | undefined;
  /** The lease file of this very process that may lie here because the folder was moved while open. */
  readonly former?: string | undefined;
}

export interface Lease {
  /** The name of its file. */
  readonly name: string;
  /** False once the file is gone: the folder was removed, or somebody took over by deleting it. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes the folder, which must exist, or says who has it. */
export async function claimLease(folder: string, facts: LeaseFacts): Promise<Result<Lease>> {
  const data = await dataFolder(folder);
  if (!data.ok) return data;
  const leases = leaseFolder(folder);
  const name = `${process.pid}-${randomUUID()}.json`;
  try {
    await mkdir(leases, { recursive: true, mode: 0o700 });
    const me = await thisProcess();
    const refusedBy = await contend(leases, name, me, folder, facts);
    return refusedBy ? inUse(folder, leases, refusedBy, me) : ok(hold(leases, name, facts));
  } catch (error) {
    await remove(join(leases, name)).catch(() => undefined);
    return diskFailure(error, { doing: 'reserve the folder for itself', folder });
  }
}

/** Who holds the folder now; null when nobody does. */
export async function findOwner(folder: string): Promise<Owner | null> {
  const found = await firstOwner(folder);
  return found?.owner ?? null;
}

/** Asks the owner of the folder to show its window: 'silent' when there is none, or no answer in time. */
export async function askToFront(folder: string, timeoutMs: number): Promise<'shown' | 'silent'> {
  const owner = await firstOwner(folder);
  return owner ? knock(leaseFolder(folder), owner.name, timeoutMs) : 'silent';
}

async function firstOwner(folder: string): Promise<OwnerFile | undefined> {
  const live = await liveOwners(leaseFolder(folder), await thisProcess(), () => false);
  return live.sort((a, b) => (a.owner?.since ?? '').localeCompare(b.owner?.since ?? ''))[0];
}

/** Null when the folder is ours. */
async function contend(
  leases: string,
  name: string,
  me: ProcessFacts,
  folder: string,
  { hostKind, address, clock, former, random = Math.random }: LeaseFacts,
): Promise<OwnerFile | null> {
  const reached = withoutToken(address);
  const owner: Owner = {
    ...me,
    hostKind,
    since: clock().toISOString(),
    folder,
    ...(reached && { address: reached }),
  };
  const deadline = performance.now() + PATIENCE_MS;
  if (former !== undefined) await remove(join(leases, former));
  for (let published = false; ; ) {
    if (!published) await publish(leases, name, owner);
    published = true;
    const others = await liveOwners(leases, me, (file) => file === name);
    const [first] = others;
    if (!first) return null;
    const settled = others.find((other) => other.owner && age(other.owner, clock) > SETTLED_MS);
    if (settled || performance.now() > deadline) {
      await remove(join(leases, name));
      return settled ?? first;
    }
    if (name < first.name) {
      await pause(5 + random() * 10);
    } else {
      await remove(join(leases, name));
      published = false;
      await pause(40 + random() * 80);
    }
  }
}

function hold(leases: string, name: string, { onFront, log, clock }: LeaseFacts): Lease {
  const deafen = onFront ? listenForKnocks(leases, name, onFront, log) : () => {};
  void tidy(leases, clock().getTime()).catch((error: unknown) =>
    log.debug('Old lease files stay', { error }),
  );
  return {
    name,
    held: () => exists(join(leases, name)),
    async release() {
      deafen();
      await remove(join(leases, name)).catch((error: unknown) =>
        log.warn('The lease stays behind', { error }),
      );
    },
  };
}

/** What killed processes left: half-written files, and knocks nobody answered. */
async function tidy(leases: string, now: number): Promise<void> {
  for (const name of await readdir(leases)) {
    const file = join(leases, name);
    if (name.endsWith('.json')) continue;
    const facts = await stat(file).catch(() => null);
    if (facts && now - facts.mtimeMs > LITTER_MS) await remove(file);
  }
}

function age(owner: Owner, clock: () => Date): number {
  return clock().getTime() - Date.parse(owner.since);
}

function withoutToken(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}

const WHERE: Record<HostKind, string> = {
  desktop: 'the Leadline app',
  browser: 'Leadline in the browser',
  cli: 'a Leadline command',
};

function inUse(folder: string, leases: string, { name, owner }: OwnerFile, me: ProcessFacts): Result<never> {
  const takeOver = `If it is no longer open there, delete ${join(leases, name)} and try again.`;
  if (!owner) {
    return fail('WORKSPACE_IN_USE', {
      message: `${folder} is open in Leadline under another person’s account.`,
      next: `Ask them to close it. ${takeOver}`,
      subject: folder,
      retry: true,
    });
  }
  const since = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(owner.since),
  );
  const here = owner.host === me.host && owner.pidSpace === me.pidSpace;
  const reached = owner.address === undefined ? '' : `, at ${owner.address}`;
  return fail('WORKSPACE_IN_USE', {
    message: `${folder} is already open in ${WHERE[owner.hostKind]} (process ${owner.pid}${here ? '' : ` on ${owner.host}`}, since ${since}${reached}).`,
    next: here ? 'Use it there, or close it there first.' : `Close it on ${owner.host} first. ${takeOver}`,
    subject: folder,
    retry: true,
  });
}
