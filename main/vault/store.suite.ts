import assert from 'node:assert/strict';
import { CANARY } from '../../test/canary.ts';
import type { SecretStore } from './vault.ts';

/** What every backend must do, whichever it is. Free of a test runner, so that a bare child process can run it too. */
export const STORE_CASES: readonly { name: string; run: (store: SecretStore) => Promise<void> }[] = [
  {
    name: 'answers null for what it does not hold',
    async run(store) {
      assert.equal(await store.getPassword('leadline:suite-a', 'nobody'), null);
      assert.deepEqual(await store.findCredentials('leadline:suite-none'), []);
      assert.equal(await store.deletePassword('leadline:suite-a', 'nobody'), false);
    },
  },
  {
    name: 'gives back what it was given, and the newest of two',
    async run(store) {
      await store.setPassword('leadline:suite-b', 'tiktok.api_key', CANARY);
      assert.equal(await store.getPassword('leadline:suite-b', 'tiktok.api_key'), CANARY);
      await store.setPassword('leadline:suite-b', 'tiktok.api_key', `${CANARY}-2`);
      assert.equal(await store.getPassword('leadline:suite-b', 'tiktok.api_key'), `${CANARY}-2`);
      assert.equal((await store.findCredentials('leadline:suite-b')).length, 1);
    },
  },
  {
    name: 'keeps values exactly: other scripts, line breaks, quotes, 2,000 characters',
    async run(store) {
      const values = ['zażółć 🔑 ключ', 'line\nbreak\r\n\ttab ', '"\'\\`$(x)%s{}', 'x'.repeat(2_000), ' '];
      for (const [at, value] of values.entries()) {
        await store.setPassword('leadline:suite-c', `value-${at}`, value);
        assert.equal(await store.getPassword('leadline:suite-c', `value-${at}`), value);
      }
    },
  },
  {
    name: 'keeps services apart and lists one of them',
    async run(store) {
      await store.setPassword('leadline:suite-d', 'same', 'in d');
      await store.setPassword('leadline:suite-e', 'same', 'in e');
      await store.setPassword('leadline:suite-e', 'other', 'more in e');
      const found = await store.findCredentials('leadline:suite-e');
      assert.deepEqual(
        found.sort((a, b) => a.account.localeCompare(b.account)),
        [
          { account: 'other', password: 'more in e' },
          { account: 'same', password: 'in e' },
        ],
      );
      assert.equal(await store.getPassword('leadline:suite-d', 'same'), 'in d');
    },
  },
  {
    name: 'deletes one and only that one',
    async run(store) {
      await store.setPassword('leadline:suite-f', 'one', '1');
      await store.setPassword('leadline:suite-f', 'two', '2');
      assert.equal(await store.deletePassword('leadline:suite-f', 'one'), true);
      assert.equal(await store.deletePassword('leadline:suite-f', 'one'), false);
      assert.equal(await store.getPassword('leadline:suite-f', 'one'), null);
      assert.equal(await store.getPassword('leadline:suite-f', 'two'), '2');
    },
  },
  {
    name: 'answers many questions at once',
    async run(store) {
      const names = Array.from({ length: 12 }, (_, at) => `many-${at}`);
      for (const name of names) await store.setPassword('leadline:suite-g', name, `value of ${name}`);
      const read = await Promise.all(names.map((name) => store.getPassword('leadline:suite-g', name)));
      assert.deepEqual(
        read,
        names.map((name) => `value of ${name}`),
      );
    },
  },
];
