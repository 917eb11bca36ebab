import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { projectRoot } from '../../../main/app/places.ts';
import { leadlineHere } from '../../cli/leadline.ts';
import { shopManifest, startShop } from './shopServer.ts';

const ORDERS = 60_000;
const PAGE = 500;
const KILLS = 6;

let folder: string;
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** Rows are only added, without a key that could mend what came twice. */
it('killed whenever it likes, an extraction loses nothing and doubles nothing', async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-extract-kills-'));
  const home = join(folder, 'home');
  const shop = join(folder, 'shop');
  const server = await startShop({ orders: ORDERS, delayMs: 4 });
  const run = (args: readonly string[]) => leadlineHere(home, [...args, '--workspace', shop]);
  try {
    expect((await run(['init', shop])).code).toBe(0);
    await mkdir(join(shop, 'connectors'));
    const manifest = shopManifest({ key: false, limit: PAGE });
    await writeFile(join(shop, 'connectors', 'shop.yml'), manifest);
    // No secret: this is about rows.
    const config = `connector: shop\nconfig: { address: '${server.origin}', api_key: '' }\nstreams: [orders]\n`;
    await writeFile(join(shop, 'sources', 'toys.yml'), config);

    const began: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = server.asked.length;
      const child = spawn(
        process.execPath,
        [join(projectRoot(), 'main/app/cli.ts'), 'extract', 'toys', '--workspace', shop],
        { env: { ...process.env, LEADLINE_HOME: home, HOME: home }, stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      while (server.asked.length === before && child.exitCode === null) await pause(10);
      const pages = 5 + ((kill * 37) % 30);
      while (server.asked.length - before < pages && child.exitCode === null) await pause(2);
      child.kill('SIGKILL');
      await ended;
      began.push(Number(new URLSearchParams(server.asked[before]?.split('?')[1]).get('after') ?? 0));
    }
    // Some were killed after they had committed, and the next went on from there.
    expect(began[0]).toBe(0);
    expect(Math.max(...began)).toBeGreaterThan(9_999);

    const last = await run(['extract', 'toys', '--json']);
    expect([last.code, JSON.parse(last.out).streams[0].status], last.err).toEqual([0, 'done']);
    const asked = 'select count(*), count(distinct id), max(id) from raw.toys__orders';
    const counted = await run(['sql', asked, '--json']);
    expect(JSON.parse(counted.out).rows).toEqual([[`${ORDERS}`, `${ORDERS}`, `${ORDERS}`]]);
    expect((await run(['verify'])).out).toContain('Everything agrees');
    expect(await readdir(join(shop, '.leadline', 'spool')).catch(() => [])).toEqual([]);
  } finally {
    await server.close();
  }
}, 120_000);
