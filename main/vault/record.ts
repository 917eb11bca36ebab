import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { VaultBackend } from '../../shared/contract/vault.ts';
import { systemCode, trouble } from './trouble.ts';
import { writeSafely } from './writeSafely.ts';

const instant = z.iso.datetime();

const VaultRecord = z.object({
  version: z.literal(1),
  /** Null until a secret is kept somewhere that outlives the session. */
  chosen: z.object({ backend: VaultBackend, at: instant }).nullable(),
  /** A backend that a move may have left copies in; they are deleted when it can next be reached. */
  leftovers: VaultBackend.nullable(),
  /** The keychain can't be asked which services it holds. */
  keychainServices: z.array(z.string()),
  /** A worthless value left in the keychain: as long as it is there, the keychain keeps what it is given. */
  canary: z.object({ account: z.string(), at: instant }).nullable(),
  lost: z.object({ from: instant, noticed: instant }).nullable(),
});

/** `vault-state.json`: where the secrets are, and nothing secret. */
export type VaultRecord = z.infer<typeof VaultRecord>;

const FIRST: VaultRecord = {
  version: 1,
  chosen: null,
  leftovers: null,
  keychainServices: [],
  canary: null,
  lost: null,
};

/** A damaged record is a trouble, not a fresh start: starting afresh could pick a weaker place unasked. */
export async function readRecord(path: string): Promise<VaultRecord> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return FIRST;
  const record = VaultRecord.safeParse(parse(text));
  if (record.success) return record.data;
  throw trouble('FILE_INVALID', {
    message: `${path}, which says where the secrets are, is damaged; it was left as it is.`,
    next: 'Put it back from a backup, or move it away: Leadline then looks for the secrets again.',
    subject: path,
  });
}

export async function writeRecord(path: string, record: VaultRecord): Promise<void> {
  await writeSafely(path, `${JSON.stringify(VaultRecord.parse(record), null, 2)}\n`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
