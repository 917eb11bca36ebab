import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';
import { ended, leadline } from './leadline.ts';
import { purchasesFile, purchasesRows } from './purchases.ts';
import { openHome } from './started.ts';

const RELATION = 'raw.purchases';

interface Yard {
  readonly file: string;
  /** Loads the file as a person does; resolves with the seconds it took and, where `watched`, the most memory it held, in kB. */
  load(watched: boolean): Promise<{ seconds: number; peak: number }>;
  /** The same file into the same columns, by the program SQLite comes with. */
  importIt(): Promise<number>;
  remove(): Promise<void>;
}

async function openYard(smoke: boolean): Promise<Yard> {
  const file = purchasesFile(purchasesRows(smoke));
  const home = await openHome();
  const shop = join(home.path, 'shop');
  await leadline(home.path, ['init', shop]);
  const data = join(shop, '.leadline');
  let columns: string | undefined;

  async function emptied(): Promise<void> {
    for (const name of await readdir(data))
      if (name.startsWith('warehouse.db')) await rm(join(data, name), { recursive: true });
  }

  return {
    file,
    async load(watched) {
      await emptied();
      return leadline(home.path, ['load', file, '--as', RELATION, '--workspace', shop], watched);
    },
    async importIt() {
      const target = join(home.path, 'peer.db');
      await rm(target, { force: true });
      columns ??= await columnsOf(home.path, shop);
      const began = performance.now();
      const child = spawn('sqlite3', [target], { stdio: ['pipe', 'ignore', 'inherit'] });
      child.stdin.end(peerScript(columns, file));
      await ended(child, 'sqlite3');
      const seconds = (performance.now() - began) / 1000;
      for (const tail of ['', '-wal', '-shm']) await rm(target + tail, { force: true });
      return seconds;
    },
    remove: home.remove,
  };
}

/** Our columns as our own load declared them, without the two that only we write. */
async function columnsOf(home: string, shop: string): Promise<string> {
  const { out } = await leadline(home, ['tables', '--json', '--workspace', shop]);
  const [relation] = JSON.parse(out) as { columns: { name: string; type: { kind: string } }[] }[];
  const own = relation?.columns.filter(({ name }) => !name.startsWith('_')) ?? [];
  if (own.length === 0) throw new Error('The peer runs after our own load, which names its columns.');
  return own.map(({ name, type }) => `"${name}" ${DECLARED[type.kind] ?? 'text'}`).join(', ');
}

const DECLARED: Record<string, string> = {
  decimal: 'integer',
  integer: 'integer',
  number: 'real',
  boolean: 'integer',
};

function peerScript(columns: string, file: string): string {
  return [
    'pragma journal_mode=wal;',
    'pragma synchronous=full;',
    'pragma foreign_keys=on;',
    'pragma trusted_schema=off;',
    `create table "${RELATION}" (${columns});`,
    '.mode csv',
    `.import --skip 1 "${file}" "${RELATION}"`,
  ].join('\n');
}

const time: Benchmark = {
  name: 'CSV of 1.85 M × 8 into RAW',
  unit: 's',
  repeats: 3,
  aim: { ratio: 1.35 },
  async open(smoke) {
    const told = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' });
    const yard = await openYard(smoke);
    const ours = { label: 'leadline load', run: async () => (await yard.load(false)).seconds };
    if (told.status !== 0) {
      console.error('– the peer of “CSV into RAW”, the sqlite3 program, is not on this machine');
      return { ours, close: yard.remove };
    }
    const version = told.stdout.split(' ')[0] ?? '';
    return {
      ours,
      peer: { label: 'sqlite3 .import', version, run: yard.importIt },
      close: yard.remove,
    };
  },
};

const memory: Benchmark = {
  name: 'CSV of 1.85 M × 8 into RAW, peak memory',
  unit: 'kB',
  repeats: 1,
  aim: { absolute: 400_000 },
  async open(smoke) {
    if (!existsSync('/proc/self/stat')) return 'the memory of another process is read on Linux only';
    const yard = await openYard(smoke);
    return {
      ours: { label: 'leadline load, all its processes', run: async () => (await yard.load(true)).peak },
      close: yard.remove,
    };
  },
};

export const benchmarks: readonly Benchmark[] = [time, memory];
