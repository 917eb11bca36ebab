import type { GridCell, HealthGrid } from '../../../../../shared/contract/quality.ts';
import { layerPlace } from '../../../../../shared/domain/layer.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import { internalTable } from '../../../../warehouse/internalTable.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { type RecordLine, readRecords } from '../readRecords.ts';
import { CHECK_KINDS } from './checkLines.ts';
import { beginningOf, dayAfter } from './days.ts';

/** The last verdict of each check on each day, counted by layer. */
export async function healthGrid(
  store: Store,
  days: readonly string[],
  zone: string,
): Promise<Result<HealthGrid>> {
  const [first = ''] = days;
  // A day ends where the next begins, so that whatever is after the last one needs no bound.
  const ends = days.map((day) => beginningOf(dayAfter(day), zone));
  const cases = ends.map((_, at) => `when "started_at" < ? then ${at}`).join(' ');
  const lines = await readRecords(
    store,
    `select "layer", "day", "status", count(*) as "count" from (
      select "layer", "day", "status",
        row_number() over (partition by "node", "day" order by "started_at" desc) as "newest"
      from (
        select "node", "layer", "status", "started_at", case ${cases} end as "day"
        from ${internalTable(store, 'build_results')}
        where ${CHECK_KINDS} and "started_at" >= ?
      ) d where "day" is not null
    ) v where "newest" = 1 group by "layer", "day", "status"`,
    [...ends, beginningOf(first, zone)],
  );
  if (!lines.ok) return lines;
  const byLayer = Map.groupBy(lines.value, (line) => line.text('layer'));
  return ok({
    days: [...days],
    layers: [...byLayer]
      .sort(([a], [b]) => layerPlace(a) - layerPlace(b) || a.localeCompare(b))
      .map(([layer, found]) => ({
        layer,
        cells: days.map((day, at) =>
          cellOf(
            day,
            found.filter((line) => line.number('day') === at),
          ),
        ),
      })),
  });
}

function cellOf(day: string, lines: readonly RecordLine[]): GridCell {
  const count = (...statuses: readonly string[]) =>
    lines
      .filter((line) => statuses.includes(line.text('status')))
      .reduce((sum, line) => sum + line.number('count'), 0);
  const passed = count('pass');
  const warned = count('warn');
  const failed = count('fail');
  const broken = count('error', 'runtime error');
  const state =
    broken > 0 ? 'broken' : failed > 0 ? 'failed' : warned > 0 ? 'warned' : passed > 0 ? 'passed' : 'none';
  return { day, state, passed, warned, failed, broken };
}
