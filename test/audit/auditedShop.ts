import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSurroundings } from '../../main/app/audit/openSurroundings.ts';
import { createStudyReader } from '../../main/app/audit/studyReader.ts';
import type { AuditSurroundings } from '../../main/app/audit/surroundings.ts';
import { createRandom } from '../../main/insight/numbers/random.ts';
import { writeDay } from '../../main/insight/series/dayNumber.ts';
import type { PostgresConnection } from '../../main/warehouse/postgres/connection.ts';
import { syntheticPair } from '../insight/syntheticPair.ts';
import { openShop, type Shop } from '../social/shop.ts';
import { must } from '../warehouse/store/bench.ts';

const FIRST = 20_000;
const DAYS = 240;
const LEAD = 6;
/** A text that a careless program would calculate or render. */
export const HOSTILE = '=1+1 & <b>Öl</b>';

export interface AuditedShop {
  readonly shop: Shop;
  readonly around: AuditSurroundings;
}

/** A shop with a lead that is confirmed, one the other way round, and one that isn't there; some days are missing on both sides. */
export async function auditedShop(connection?: PostgresConnection): Promise<AuditedShop> {
  const shop = await openShop('Europe/Berlin', connection);
  await fill(shop);
  const study = join(shop.path, 'studies', 'social-to-sales.yml');
  const text = await readFile(study, 'utf8');
  await writeFile(study, text.replace(/^leads: .*$/m, 'leads: 14'));
  const status = await shop.day();
  if (status !== 'succeeded') throw new Error(status);
  const { workbench } = shop.opened;
  const around = await openSurroundings(
    {
      current: workbench.workspaces.current,
      ...{ currentId: workbench.workspaces.currentId, vault: workbench.vault },
      ...{ warehouse: workbench.warehouse, models: workbench.models },
      ...{ zone: () => 'Europe/Berlin', version: '1.0.0' },
    },
    createStudyReader(),
    workbench.brief,
  );
  return { shop, around: must(around) };
}

async function fill(shop: Shop): Promise<void> {
  const random = createRandom(2);
  const noise = (size: number) => Math.exp(size * random.normal());
  const frogs = Array.from(
    { length: DAYS },
    (_, t) => 1_000 * Math.exp(0.2 * Math.sin((2 * Math.PI * t) / 7)) * noise(0.4),
  );
  const mugs = frogs.map((_, t) => 60 * ((frogs[t - LEAD] ?? 1_000) / 1_000) ** 0.5 * noise(0.08));
  const hats = Array.from({ length: DAYS }, () => 80 * noise(0.3));
  const cats = hats.map((_, t) => 500 * ((hats[t - 5] ?? 80) / 80) * noise(0.1));
  const other = syntheticPair(77, 'null_shared_season', { days: DAYS });
  const day = (t: number) => writeDay(FIRST + t);
  const seen = (trend: string, values: readonly number[]) =>
    values.flatMap((value, t) =>
      t % 60 === 11 ? [] : [`${day(t)},tiktok,${trend},views,${Math.round(value)}`],
    );
  const sold = (product: string, values: readonly number[]) =>
    values.map(
      (value, t) =>
        `${day(t)},${product},${Math.round(value)},${Math.round(value) * 900},100,${t % 50 !== 7}`,
    );
  await shop.bring('signals', [
    ...seen('frogs', frogs),
    ...seen('cats', cats),
    ...seen(HOSTILE, [...other.social]),
  ]);
  await shop.bring('outcomes', [
    ...sold('mug', mugs),
    ...sold('hat', hats),
    ...sold('bowl', [...other.sales]),
  ]);
  await shop.bring('trends', [
    'frogs,Frogs,memes,#frogs,2024-01-01',
    'cats,Cats,memes,#cats,2024-01-01',
    `${HOSTILE},Oil,,#oil,2024-01-01`,
  ]);
  await shop.bring('products', [
    'mug,Frog mug,frog,Us,900,EUR,2024-01-01',
    'hat,Cat hat,cat,Us,1900,EUR,2024-01-01',
    'bowl,Oil bowl,oil,Us,4900,EUR,2024-01-01',
  ]);
  await shop.bring('links', ['frogs,mug,accepted', 'cats,hat,accepted', `${HOSTILE},bowl,accepted`]);
}
