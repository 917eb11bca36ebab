import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { HostKind } from '../../../shared/contract/app.ts';
import { TEMPORARY } from '../atomicWrite.ts';
import { isAbsent, systemCode } from '../diskFailure.ts';
import { isAlive, type ProcessFacts } from './processFacts.ts';

export const Owner = z.object({
  pid: z.number().int().positive(),
  started: z.string().nullable(),
  bootId: z.string().nullable(),
  pidSpace: z.string().nullable(),
  host: z.string(),
  machine: z.string().nullable(),
  hostKind: HostKind,
  /** Where its screen can be reached, without any token. */
  address: z.string().optional(),
  since: z.iso.datetime(),
  /** The folder as its owner names it: a copy of the folder carries the file along, and isn't held by it. */
  folder: z.string(),
});
export type Owner = z.infer<typeof Owner>;

export interface OwnerFile {
  readonly name: string;
  /** Null when the file can't be read, being another person's. */
  readonly owner: Owner | null;
}

/** Complete under its name from the first moment it has it. */
export async function publish(leases: string, name: string, owner: Owner): Promise<void> {
  const temporary = join(leases, `${name}${TEMPORARY}`);
  try {
    await writeFile(temporary, `${JSON.stringify(owner, null, 2)}\n`, { mode: 0o600 });
    await rename(temporary, join(leases, name));
  } catch (error) {
    await remove(temporary);
    throw error;
  }
}

export async function remove(file: string): Promise<void> {
  await rm(file, { force: true, maxRetries: 3 });
}

/** Everybody in the folder but `own` who may be alive. Files of the dead are removed on the way. */
export async function liveOwners(
  leases: string,
  me: ProcessFacts,
  own: (name: string) => boolean,
): Promise<OwnerFile[]> {
  const live: OwnerFile[] = [];
  for (const name of await names(leases)) {
    if (own(name)) continue;
    const owner = await readOwner(join(leases, name));
    if (owner === 'gone') continue;
    if (owner === 'unreadable') live.push({ name, owner: null });
    else if (owner !== 'torn' && (await isAlive(owner, me)) && !(await isCopy(leases, name, owner)))
      live.push({ name, owner });
    // A nonce is never used twice: what was read as dead can't have become a live one's since.
    else await remove(join(leases, name));
  }
  return live;
}

async function names(leases: string): Promise<string[]> {
  try {
    return (await readdir(leases)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** Renaming publishes whole files, so a torn one was cut by a power failure and its owner with it. */
async function readOwner(file: string): Promise<Owner | 'gone' | 'unreadable' | 'torn'> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return 'gone';
    if (systemCode(error) !== undefined) return 'unreadable';
    throw error;
  }
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    return 'torn';
  }
}

/** The owner's folder still holds the original of this very file: this one came along with a copy of the folder. */
async function isCopy(leases: string, name: string, owner: Owner): Promise<boolean> {
  try {
    const here = await stat(join(leases, name), { bigint: true });
    const there = await stat(join(leaseFolder(owner.folder), name), { bigint: true });
    return here.dev !== there.dev || here.ino !== there.ino;
  } catch (error) {
    // Moved, or mounted elsewhere: its owner may be writing here.
    if (isAbsent(error)) return false;
    throw error;
  }
}

export function leaseFolder(folder: string): string {
  return join(folder, '.leadline', 'lease');
}
