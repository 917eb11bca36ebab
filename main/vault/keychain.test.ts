import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importKeytar, keychainReason, keychainStore, oneAtATime } from './keychain.ts';
import { memoryStore } from './memory.ts';
import { STORE_CASES } from './store.suite.ts';

const CHILD = fileURLToPath(new URL('./keychain.suite.child.ts', import.meta.url));

/**
 * A Secret Service of our own, in a D-Bus session and folders of our own: nothing of the person's is touched. The
 * keyring's password comes from standard input, as everything secret does.
 */
const SESSION = `
  exec 3<&0
  gnome-keyring-daemon --foreground --unlock --components=secrets <&3 >/dev/null 2>&1 &
  daemon=$!
  "$NODE" "$CHILD" </dev/null
  kill $daemon
`;

interface Told {
  readonly name: string;
  readonly error: string | null;
}

describe('the keychain suite', () => {
  it('passes against a real Secret Service', async () => {
    const missing = await whatIsMissing(process.env['PATH'] ?? '');
    if (missing !== null) {
      process.stdout.write(`keychain suite: not run (${missing})\n`);
      return;
    }
    const told = await runSuite();
    expect(told.filter((one) => one.error !== null)).toEqual([]);
    expect(told.map((one) => one.name)).toEqual([...STORE_CASES.map((one) => one.name), 'the whole vault']);
  }, 120_000);

  it('is not run, for a named reason, where a part of it is missing', async () => {
    expect(await whatIsMissing('')).toBe('no dbus-run-session on this machine');
  });
});

async function whatIsMissing(path: string): Promise<string | null> {
  for (const program of ['dbus-run-session', 'gnome-keyring-daemon']) {
    const found = path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
    if (!found) return `no ${program} on this machine`;
  }
  return importKeytar().then(
    () => null,
    (error: unknown) => keychainReason(error),
  );
}

async function runSuite(): Promise<Told[]> {
  const home = await mkdtemp(join(tmpdir(), 'leadline-keyring-'));
  const runtime = join(home, 'run');
  await mkdir(runtime, { mode: 0o700 });
  try {
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      TMPDIR: home,
      NODE: process.execPath,
      CHILD,
    };
    const child = spawn('dbus-run-session', ['--', 'sh', '-c', SESSION], { env });
    child.stdin.end('keyring-of-the-test');
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    await new Promise((resolve) => child.once('close', resolve));
    const lines = out.split('\n').filter((line) => line.startsWith('{'));
    return lines.length > 0 ? lines.map((line) => JSON.parse(line)) : [{ name: 'start', error: err }];
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  }
}

describe('the orderly keychain', () => {
  for (const { name, run } of STORE_CASES)
    it(`${name}, over any store`, async () => {
      const store = memoryStore();
      await run(keychainStore(oneAtATime(async () => store)));
    });

  it('asks one thing at a time, and goes on after a refusal', async () => {
    const store = memoryStore();
    let inside = 0;
    let most = 0;
    const slow = {
      ...store,
      getPassword: async (_: string, account: string) => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside -= 1;
        if (account === 'bad') throw new Error('refused');
        return null;
      },
    };
    const keychain = keychainStore(oneAtATime(async () => slow));
    const asked = ['a', 'bad', 'b', 'c'].map((account) => keychain.getPassword('s', account));
    expect((await Promise.allSettled(asked)).map((one) => one.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(most).toBe(1);
  });

  it('turns silence and refusals into a failure with a way out', async () => {
    const silent = keychainStore(
      oneAtATime(() => new Promise(() => {})),
      30,
    );
    await expect(silent.getPassword('s', 'a')).rejects.toMatchObject({
      failure: {
        code: 'VAULT_UNAVAILABLE',
        message: expect.stringContaining('it did not answer'),
        retry: true,
      },
    });
  });

  it('says in plain words why it can not be used', () => {
    const cases: [string, RegExp][] = [
      ['Cannot autolaunch D-Bus without X11 $DISPLAY', /no keychain service runs/],
      ['The name org.freedesktop.secrets was not provided by any .service files', /no keychain service runs/],
      ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', /was not unlocked/],
      ['Prompt dismissed by user', /was not unlocked/],
      ['Failed to load keytar native addon, checked [..]', /libsecret is not installed|does not load/],
      ['Strange', /answered “Strange”/],
    ];
    for (const [said, plain] of cases) expect(keychainReason(new Error(said))).toMatch(plain);
  });
});
