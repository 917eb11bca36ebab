import { existsSync, renameSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { writeDemoFiles, writeLaterOrders } from '../../main/app/demo/amazonPurchases/demoFiles.ts';
import type { BuildReport } from '../../main/models/build/request.ts';
import { openYard, WORK, type Yard } from '../models/purchases/yard.ts';
import { must } from '../warehouse/store/bench.ts';
import type { Benchmark } from './benchmark.ts';
import { type ChainPeer, openDuckChain, openPostgresChain } from './chainPeers.ts';

const ROWS = 1_850_000;
const SMOKE_ROWS = 20_000;
const SEED = 1;

/** The files, made once on a machine. */
async function demoFiles(rows: number): Promise<string> {
  const folder = join(tmpdir(), `leadline-demo-${userInfo().username}-${rows}`);
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  must(await writeDemoFiles(half, { rows, seed: SEED }, WORK));
  renameSync(half, folder);
  return folder;
}

/** All models anew, through everything a build does but its checks: the peers run none either. */
async function rebuilt(yard: Yard): Promise<undefined> {
  succeeded(
    await yard.build({ command: 'run', selection: {}, fullRefresh: true, scope: 'all', publish: 'together' }),
  );
  return undefined;
}

function succeeded({ success, results }: BuildReport): void {
  const bad = results.find(({ failure }) => failure !== undefined);
  if (!success) throw new Error(`A model failed: ${bad?.id} ${bad?.failure?.message}`);
}

/** What can't begin leaves no process behind that the benches would wait for. */
async function filled<T>(files: string, begin: (yard: Yard) => Promise<T>): Promise<T> {
  const yard = await openYard();
  try {
    await yard.load(files);
    succeeded(await yard.build({ command: 'seed' }));
    return await begin(yard);
  } catch (error) {
    await yard.close();
    throw error;
  }
}

function against(
  name: string,
  ratio: number,
  label: string,
  open: (files: string, yard: Yard, folder: string) => Promise<ChainPeer>,
): Benchmark {
  return {
    name: `models of 1.85 M orders, ${name}`,
    unit: 's',
    repeats: 1,
    aim: { ratio },
    async open(smoke) {
      const files = await demoFiles(smoke ? SMOKE_ROWS : ROWS);
      return filled(files, async (yard) => {
        const folder = await mkdtemp(join(tmpdir(), 'leadline-chain-'));
        const peer = await open(files, yard, folder);
        return {
          ours: { label: 'leadline models run, SQLite', run: () => rebuilt(yard) },
          peer: { label, version: peer.version, run: peer.run },
          async close() {
            await peer.close();
            await yard.close();
            await rm(folder, { recursive: true, force: true });
          },
        };
      });
    },
  };
}

const refresh: Benchmark = {
  name: 'models of 1.85 M orders, refreshed after 1 % more',
  unit: 's',
  repeats: 2,
  aim: { ratio: 0.1 },
  async open(smoke) {
    const rows = smoke ? SMOKE_ROWS : ROWS;
    return filled(await demoFiles(rows), async (yard) => {
      const folder = await mkdtemp(join(tmpdir(), 'leadline-chain-'));
      await rebuilt(yard);
      let round = 0;
      return {
        ours: {
          label: 'leadline models run',
          async run() {
            // Another per cent each time: what was refreshed once would have nothing to do.
            round += 1;
            const path = join(folder, `${round}.csv`);
            must(await writeLaterOrders(path, { rows, seed: SEED }, rows / 100 + round, WORK));
            await yard.loadOrders(path);
            const began = performance.now();
            succeeded(await yard.build({ command: 'run', scope: 'changed', publish: 'together' }));
            return (performance.now() - began) / 1000;
          },
        },
        peer: { label: 'all of them anew', version: '', run: () => rebuilt(yard) },
        async close() {
          await yard.close();
          await rm(folder, { recursive: true, force: true });
        },
      };
    });
  },
};

export const benchmarks: readonly Benchmark[] = [
  against('on PostgreSQL', 1, 'unlogged tables and indexes', (files) => openPostgresChain(files)),
  against('on DuckDB', 3.5, 'a file, no indexes', openDuckChain),
  refresh,
];
