import { GRID_DAYS, type SourceBand } from '../../../../../shared/contract/quality.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import { type Landed, sourceBands } from '../../../../models/quality/sourceBands.ts';
import type { Loads } from '../../../../warehouse/loads.ts';
import { dayOf } from './days.ts';

const PAGE = 500;
/** Enough for the weeks a band looks back on, beside the days that are shown. */
const DAYS_READ = 120;
const DAY_MS = 86_400_000;

/** What every source brought lately, beside what is usual for it. */
export async function bandsOf(
  loads: Pick<Loads, 'ledger'>,
  now: Date,
  zone: string,
): Promise<Result<SourceBand[]>> {
  const since = new Date(now.getTime() - DAYS_READ * DAY_MS).toISOString();
  const landed: Landed[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const page = await loads.ledger({ skip, take: PAGE });
    if (!page.ok) return page;
    for (const { relation, at, rows } of page.value) if (at >= since) landed.push({ relation, at, rows });
    const oldest = page.value.at(-1);
    if (page.value.length < PAGE || oldest === undefined || oldest.at < since) break;
  }
  const bands = sourceBands(landed, { now, dayOf: (instant) => dayOf(instant, zone), days: GRID_DAYS });
  return ok(bands.map((band) => ({ ...band, days: [...band.days] })));
}
