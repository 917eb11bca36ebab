import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine } from '../../../warehouse/builds.ts';
import { sampleOf } from '../../checks/cells.ts';
import { quoted } from '../../sql/quoted.ts';
import type { NodeResult } from '../nodeResult.ts';
import type { SnapshotSettings } from '../snapshot/settings.ts';

/** What a history of versions may never show. */
export type HistoryFault = 'open twice' | 'overlap' | 'gap' | 'ends before it begins' | 'id twice';

export interface FoundFault {
  readonly fault: HistoryFault;
  /** Versions concerned. */
  readonly versions: number;
  readonly sample: NonNullable<NodeResult['sample']>;
}

/**
 * Walks each key's versions in time. A version that ended and has no successor at once is a gap only where nothing ends
 * without one: keys that vanish are left open, or go on as a row that says so.
 */
export async function historyFaults(
  line: BuildLine,
  live: string,
  settings: SnapshotSettings,
  signal: AbortSignal,
): Promise<Result<readonly FoundFault[]>> {
  const { names } = settings;
  const [id, from, to] = [names.scdId, names.validFrom, names.validTo].map(quoted);
  const end = settings.validToCurrent === null ? to : `nullif(${to}, ${settings.validToCurrent})`;
  const keys = settings.key.parts.map((part, at) => `(${part}) as ${quoted(`key ${at + 1}`)}`);
  const key = settings.key.parts.map((_, at) => quoted(`key ${at + 1}`)).join(', ');
  const versions = `select ${keys.join(', ')}, ${id} as "version", ${from} as "from", ${end} as "to" from ${live}`;
  const walked = `select v.*, lead("from") over (partition by ${key} order by "from", coalesce("to", "from")) as "next"
from (${versions}) as v`;
  const queries: readonly (readonly [HistoryFault, string])[] = [
    [
      'open twice',
      `select ${key}, count(*) as "open" from (${versions}) as v where "to" is null group by ${key} having count(*) > 1`,
    ],
    [
      'overlap',
      `select * from (${walked}) as w where "next" is not null and ("to" is null or "to" > "next")`,
    ],
    ...(settings.hardDeletes === 'invalidate'
      ? []
      : [['gap', `select * from (${walked}) as w where "next" is not null and "to" < "next"`] as const]),
    ['ends before it begins', `select * from (${versions}) as v where "to" < "from"`],
    [
      'id twice',
      `select "version", count(*) as "times" from (${versions}) as v group by "version" having count(*) > 1`,
    ],
  ];
  const found: FoundFault[] = [];
  for (const [fault, query] of queries) {
    const counted = await line.run(`select count(*) from (${query}) as f`, { signal });
    if (!counted.ok) return counted;
    const count = Number(counted.value.rows[0]?.[0] ?? 0);
    if (count === 0) continue;
    const sample = await line.run(`${query} limit 100`, { signal });
    if (!sample.ok) return sample;
    found.push({ fault, versions: count, sample: sampleOf(sample.value) });
  }
  return ok(found);
}
