import { KEYCHAIN_NEXT, keychainReason, within } from './keychain.ts';
import type { VaultRecord } from './record.ts';
import type { Random } from './sealed.ts';
import type { SecretStore } from './vault.ts';

export const PROBE_SERVICE = 'leadline-probe';
const PATIENCE_MS = 5_000;

export type Found =
  | { readonly available: true; readonly detail: string }
  | { readonly available: false; readonly why: string; readonly next: string };

/** Believes a keychain only what it does: writes a random value, reads it back, deletes it. */
export async function probe(keychain: SecretStore, random: Random, patienceMs = PATIENCE_MS): Promise<Found> {
  try {
    const why = await within(roundTrip(keychain, random), patienceMs);
    return why === null ? { available: true, detail: 'it kept and gave back a test value' } : no(why);
  } catch (error) {
    return no(keychainReason(error));
  }
}

function no(why: string): Found {
  return { available: false, why, next: KEYCHAIN_NEXT };
}

async function roundTrip(keychain: SecretStore, random: Random): Promise<string | null> {
  const account = `probe-${random(8).toString('hex')}`;
  const value = random(24).toString('base64url');
  await keychain.setPassword(PROBE_SERVICE, account, value);
  const read = await keychain.getPassword(PROBE_SERVICE, account);
  const deleted = await keychain.deletePassword(PROBE_SERVICE, account);
  if (read !== value) return 'it did not give back the test value it was given';
  return deleted ? null : 'it did not delete the test value';
}

/** Looks for the value left by an earlier session; leaves one where there is none. Null: nothing new to record. */
export async function checkCanary(
  keychain: SecretStore,
  record: VaultRecord,
  { now, random }: { now: string; random: Random },
): Promise<VaultRecord | null> {
  const { canary } = record;
  if (canary !== null && (await keychain.getPassword(PROBE_SERVICE, canary.account)) === canary.at)
    return null;
  const account = `kept-${random(8).toString('hex')}`;
  await keychain.setPassword(PROBE_SERVICE, account, now);
  return {
    ...record,
    canary: { account, at: now },
    lost: canary === null ? record.lost : { from: canary.at, noticed: now },
  };
}

/** What is known of whether this keychain keeps things. `started` is when this session first looked. */
export function survival({ canary, lost }: VaultRecord, started: string): string {
  const told: string[] = [];
  if (lost !== null)
    told.push(`the keychain lost what was stored on ${day(lost.from)} (noticed on ${day(lost.noticed)})`);
  if (canary === null) return told.join('; ');
  told.push(
    canary.at < started
      ? `what was stored on ${day(canary.at)} survived since`
      : 'whether it outlives this session shows at the next start',
  );
  return told.join('; ');
}

export function day(instant: string): string {
  return instant.slice(0, 10);
}
