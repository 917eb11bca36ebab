import type { Column, Row } from '../../../../shared/domain/column.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import type { StudyFile } from '../../../../shared/domain/study.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { PlatformStrength } from '../../../insight/platforms/comparePlatforms.ts';
import { placeOf } from '../../../insight/screen/study.ts';
import type { TableSpec } from '../../../warehouse/store.ts';
import { column, instant, storable, whole } from '../cells.ts';
import { inOrder } from '../inOrder.ts';
import { stoppable } from '../runScreen.ts';
import type { ScreenPool } from '../screenPool.ts';
import type { StudyData } from '../studySeries.ts';
import type { RunMark, StudyFinding } from './studyFinding.ts';

/** One platform among those that were compared for the same outcome. */
export interface StudyStrength extends PlatformStrength {
  readonly platform: string;
  readonly signal: string;
  readonly outcome: string;
  /** What the compared signals have in common: the values of `about` but the platform. */
  readonly about: readonly (string | null)[];
  readonly rank: number;
}

interface Group {
  readonly outcome: number;
  readonly about: readonly (string | null)[];
  /** Of each platform the signal with the smallest p. */
  readonly best: Map<string, { readonly signal: number; readonly found: StudyFinding }>;
}

/**
 * Where at least one platform has a lead on an outcome, how strongly each leads it: signals about the same but for their
 * platform are compared on the same days. Groups of one platform have nothing to compare.
 */
export async function compareStrengths(
  file: StudyFile,
  data: StudyData,
  findings: readonly StudyFinding[],
  pool: ScreenPool,
  { signal, report }: Work,
): Promise<Result<StudyStrength[]>> {
  const at = (file.signals.about ?? []).indexOf('platform');
  if (at < 0) return ok([]);
  const groups = [...groupsOf(data, findings, at).values()].filter(
    ({ best }) => best.size > 1 && [...best.values()].some(({ found }) => leads(found)),
  );
  const ask = ({ best, outcome }: Group) =>
    pool.platforms(
      [...best.values()].map(({ signal }) => signal),
      outcome,
    );
  let done = 0;
  return stoppable(pool, signal, async () => {
    const strengths: StudyStrength[] = [];
    for await (const compared of inOrder(groups, ask, 2 * pool.workers)) {
      const group = groups[done];
      done += 1;
      report({ step: 'comparing platforms', done, total: groups.length, unit: 'groups' });
      if (group !== undefined && compared.kind === 'compared')
        strengths.push(...ranked(group, compared.platforms));
    }
    return strengths;
  });
}

function ranked({ best, about }: Group, platforms: readonly PlatformStrength[]): StudyStrength[] {
  const told = [...best].map(([platform, { found }], place) => ({
    ...(platforms[place] as PlatformStrength),
    ...{ platform, signal: found.signal, outcome: found.outcome, about },
  }));
  return told.sort((a, b) => b.strength - a.strength).map((one, place) => ({ ...one, rank: place + 1 }));
}

export function leads({ verdict, lead }: Pick<StudyFinding, 'verdict' | 'lead'>): boolean {
  return (verdict === 'confirmed' || verdict === 'suggestive') && lead !== null && lead > 0;
}

function groupsOf(
  { study, signals }: StudyData,
  findings: readonly StudyFinding[],
  at: number,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const found of findings) {
    if (found.p === null) continue;
    const { signal, outcome } = placeOf(study, found.pair);
    const told = signals.about[signal] ?? [];
    const platform = told[at] ?? null;
    if (platform === null) continue;
    const about = told.filter((_, place) => place !== at);
    const key = JSON.stringify([outcome, about]);
    const group = groups.get(key) ?? { outcome, about, best: new Map() };
    groups.set(key, group);
    const before = group.best.get(platform);
    if (before === undefined || found.p < (before.found.p ?? 1)) group.best.set(platform, { signal, found });
  }
  return groups;
}

export function strengthsSpec({ signals }: StudyFile, name: TableSpec['name']): TableSpec {
  const about = (signals.about ?? []).filter((one) => one !== 'platform');
  const columns: Column[] = [
    column('study', 'text', false),
    column('version', 'integer', false),
    ...['outcome', 'platform', 'signal'].map((one) => column(one, 'text', false)),
    ...about.map((one) => column(one, 'text')),
    column('platform_rank', 'integer', false),
    column('lead', 'integer', false),
    ...['strength', 'strength_from', 'strength_to', 'best_share'].map((one) => column(one, 'number', false)),
    ...['behind', 'behind_from', 'behind_to'].map((one) => column(one, 'number', false)),
    column('run_at', 'instant', false),
    column('grain', 'text', false),
  ];
  const comment = 'How strongly each platform leads an outcome, where one does. Rank 1 is the strongest.';
  return { name, columns, comment };
}

export function strengthRow(one: StudyStrength, mark: RunMark): Row {
  const { behind } = one;
  return [
    ...[mark.study, BigInt(mark.version), storable(one.outcome), storable(one.platform)],
    ...[storable(one.signal), ...one.about.map((value) => (value === null ? null : storable(value)))],
    ...[BigInt(one.rank), whole(one.lead), one.strength, one.lower, one.upper, one.bestShare],
    ...[behind.difference, behind.lower, behind.upper, instant(mark.at), mark.grain],
  ];
}
