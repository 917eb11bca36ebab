import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SecretName } from '../../shared/contract/vault.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { CANARY } from '../../test/canary.ts';
import { createLog } from '../log/createLog.ts';
import { createVault } from './createVault.ts';
import { importKeytar, keychainStore, oneAtATime } from './keychain.ts';
import { probe } from './probe.ts';
import { STORE_CASES } from './store.suite.ts';

/*
 * Run by keychain.test.ts inside a D-Bus session of its own: the behavioural suite against the Secret Service found
 * there. Prints one JSON line per case.
 */

const raw = oneAtATime(importKeytar);

function report(name: string, error: unknown = null): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : error;
  process.stdout.write(`${JSON.stringify({ name, error: message })}\n`);
}

async function reported(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    report(name);
  } catch (error) {
    report(name, error);
  }
}

/** The service needs a moment after it was started. */
async function waitForService(): Promise<void> {
  for (let left = 40; left > 0; left -= 1) {
    if ((await probe(raw, randomBytes)).available) return;
    await sleep(250);
  }
}

await waitForService();
for (const { name, run } of STORE_CASES) await reported(name, () => run(keychainStore(raw)));

await reported('the whole vault', async () => {
  const home = await mkdtemp(join(tmpdir(), 'leadline-keychain-'));
  const log = createLog({ folder: join(home, 'logs'), clock: () => new Date() });
  const session = () => createVault({ home, log, clock: () => new Date(), who: 'ann' });
  const name = SecretName.parse('tiktok.api_key');
  try {
    const first = session();
    assert.equal((await first.status()).backend, 'keychain');
    assert.equal((await first.set('w', name, new Secret(CANARY))).ok, true);
    const second = session();
    const found = (await second.status()).backends.find((one) => one.backend === 'keychain');
    assert.equal(found?.detail.includes('survived since'), true);
    assert.equal(found?.secrets, 1);
    const got = await second.get('w', name);
    assert.equal(got.ok && got.value.reveal() === CANARY, true);
    assert.equal((await second.createPassphrase(new Secret('correct horse battery'))).ok, true);
    const back = await second.move('keychain');
    assert.equal(back.ok && back.value.moved, 1);
    assert.equal((await second.delete('w', name)).ok, true);
  } finally {
    await log.close();
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  }
});
