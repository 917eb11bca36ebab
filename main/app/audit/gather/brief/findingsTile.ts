import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Tile } from '../../../../audit/packages/material/dashboard.ts';
import type { Store } from '../../../../warehouse/store.ts';
import { latestFindings } from '../../../brief/latestFindings.ts';
import type { StudyVersion } from '../../../studies/run/versions.ts';
import type { ReadyStudy } from '../../../studies/studyFiles.ts';
import { numberColumn, textColumn, wholeColumn } from '../rowColumns.ts';
import { tileOf } from './briefTiles.ts';

const VERDICTS = ['confirmed', 'suggestive', 'unresolved lag', 'sales lead social', 'no evidence', 'refused'];

/** Every pair of the study with its verdict, beside how many of each the run of the study counted. */
export async function findingsTile(
  store: Store,
  { name, study }: ReadyStudy,
  version: StudyVersion,
  signal: AbortSignal,
): Promise<Result<Tile>> {
  const found = await latestFindings(store, study.into, name, signal);
  if (!found.ok) return found;
  return ok(
    tileOf({
      ...{
        id: 'findings',
        title: 'Findings',
        definition: `What the study found in its version ${version.version}: one row a pair.`,
      },
      query: `select "signal", "outcome", "verdict", "lead", "lead_from", "lead_to", "r", "p", "q" from ${study.into} where "study" = '${name}' order by "signal", "outcome"`,
      columns: [
        textColumn('signal'),
        textColumn('outcome'),
        textColumn('verdict', '', 'figure'),
        ...['lead', 'from', 'to'].map((one) => wholeColumn(one, '', 'figure')),
        ...['r', 'p', 'q'].map((one) => numberColumn(one)),
        wholeColumn('days to act', '', 'figure'),
        textColumn('sentence', '', 'free text'),
      ],
      rows: found.value.map((one) => [
        ...[one.signalLabel, one.outcomeLabel, one.verdict, one.lead, one.interval?.lower ?? null],
        ...[one.interval?.upper ?? null, one.strength, one.p, one.q, one.actionableDays, one.sentence],
      ]),
      counts: [
        { title: 'Pairs', stored: Object.values(version.counts).reduce((sum, count) => sum + count, 0) },
        ...VERDICTS.map((verdict) => ({
          title: `Pairs: ${verdict}`,
          where: ['verdict', verdict] as const,
          stored: version.counts[verdict] ?? 0,
        })),
      ],
    }),
  );
}
