import * as z from 'zod';
import { LiveTrend } from '../../../shared/contract/brief.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Rows, Store, WriteSession } from '../../warehouse/store.ts';
import { labelledPair } from './labelledPair.ts';

/** What the latest brief of a study was made from, and what was spiking then. */
export interface MadeBrief {
  readonly study: string;
  readonly madeAt: string;
  readonly version: number;
  readonly asOf: string;
  /** The reporting zone it was made in; null for one that an older program made. */
  readonly zone: string | null;
  /** How each relation that it read was written last, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly live: readonly LiveTrend[];
}

/** Where the zone is kept among the inputs: no relation can be named so. */
const ZONE = 'reporting zone';

export async function madeBrief(
  {
    engine,
    query,
  }: Pick<Store, 'engine'> & {
    query(sql: string, params: readonly string[]): Promise<Result<Rows>>;
  },
  study: string,
): Promise<Result<MadeBrief | null>> {
  const read = await query(
    `select "made_at", "version", "as_of", "inputs", "live" from ${internalTable({ engine }, 'briefs')} where "study" = ?`,
    [study],
  );
  if (!read.ok) return read;
  const [row] = read.value.rows;
  if (row === undefined) return ok(null);
  const [madeAt, version, asOf, inputs, live] = row;
  const { [ZONE]: zone = null, ...relations } = z
    .record(z.string(), z.string())
    .parse(JSON.parse(String(inputs)));
  return ok({
    ...{ study, madeAt: String(madeAt), version: Number(version), asOf: String(asOf) },
    ...{ zone, inputs: relations },
    live: z.array(LiveTrend).parse((JSON.parse(String(live)) as LiveTrend[]).map(labelled)),
  });
}

function labelled(live: LiveTrend): LiveTrend {
  return { ...live, about: labelledPair(live.about) };
}

export async function keepMade(
  store: Pick<Store, 'engine'>,
  session: WriteSession,
  { study, madeAt, version, asOf, zone, inputs, live }: MadeBrief,
): Promise<Result<void>> {
  const kept = zone === null ? inputs : { ...inputs, [ZONE]: zone };
  const written = await session.execute(
    `insert into ${internalTable(store, 'briefs')} ("study", "made_at", "version", "as_of", "inputs", "live") values (?, ?, ?, ?, ?, ?)
      on conflict ("study") do update set "made_at" = excluded."made_at", "version" = excluded."version",
        "as_of" = excluded."as_of", "inputs" = excluded."inputs", "live" = excluded."live"`,
    [study, madeAt, BigInt(version), asOf, JSON.stringify(kept), JSON.stringify(live)],
  );
  return written.ok ? ok(undefined) : written;
}
