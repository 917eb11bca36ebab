import type { Rotation, VaultBackend } from '../../shared/contract/vault.ts';
import type { Logger } from '../log/log.ts';
import type { Backends } from './backends.ts';
import { copyAll, deleteCopies, type Moved, type Place } from './move.ts';
import { type VaultRecord, writeRecord } from './record.ts';

export interface Mover {
  /** How many secrets were moved. Callers hold the vault's lock file. */
  run(record: VaultRecord, from: Place, to: Place): Promise<number>;
  /** Clears away what an interrupted move left, where that can be reached; the record as it is then. */
  settle(record: VaultRecord, place: Place): Promise<VaultRecord>;
}

/**
 * The order in which a kill at any point loses nothing: note where copies are about to be, copy and read back, switch
 * the record, delete the copies that are no longer in use.
 */
export function mover(deps: {
  backends: Backends;
  conceal: (value: string) => void;
  note: (action: Rotation['action'], backend: VaultBackend, moved: readonly Moved[]) => Promise<void>;
  now: () => string;
  log: Logger;
}): Mover {
  const { backends, conceal, note, now, log } = deps;

  async function save(record: VaultRecord): Promise<VaultRecord> {
    await writeRecord(backends.recordPath, record);
    return record;
  }

  /** Services of a keychain that is being left drop out of the record only when nothing of theirs is in it. */
  async function cleared(record: VaultRecord, left: Place): Promise<VaultRecord> {
    const keychainServices: string[] = [];
    for (const service of record.keychainServices) {
      const empty = left.backend === 'keychain' && (await left.store.findCredentials(service)).length === 0;
      if (!empty) keychainServices.push(service);
    }
    return save({ ...record, leftovers: null, keychainServices });
  }

  async function settle(record: VaultRecord, place: Place): Promise<VaultRecord> {
    if (record.leftovers === null) return record;
    const gone = record.leftovers === 'passphrase' && !(await backends.passphrase.exists());
    if (gone || record.leftovers === place.backend) return save({ ...record, leftovers: null });
    try {
      const left = await backends.usable(record.leftovers);
      await deleteCopies(left, place);
      return await cleared(record, left);
    } catch (error) {
      log.info('What a move left is still there', { backend: record.leftovers, error });
      return record;
    }
  }

  async function run(record: VaultRecord, from: Place, to: Place): Promise<number> {
    if (from.backend === to.backend) return 0;
    const services = to.backend === 'keychain' ? await from.services() : [];
    const copying = await save({
      ...record,
      leftovers: to.backend,
      keychainServices: [...new Set([...record.keychainServices, ...services])],
    });
    let moved: Moved[];
    try {
      moved = await copyAll(from, to, conceal);
    } catch (error) {
      await settle(copying, from);
      throw error;
    }
    const switched = await save({
      ...copying,
      chosen: { backend: to.backend, at: now() },
      leftovers: from.backend,
    });
    await afterwards(switched, from, to, moved);
    return moved.length;
  }

  /** The secrets are in their new place: what fails from here on is told and done later, and undoes nothing. */
  async function afterwards(record: VaultRecord, from: Place, to: Place, moved: Moved[]): Promise<void> {
    try {
      await note('moved', to.backend, moved);
    } catch (error) {
      log.warn('A move could not be entered in the rotation log', { error });
    }
    await settle(record, to);
    log.info('Secrets were moved', { from: from.backend, to: to.backend, count: moved.length });
  }

  return { run, settle };
}
