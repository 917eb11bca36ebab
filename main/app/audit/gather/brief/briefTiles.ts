import type { Brief } from '../../../../../shared/contract/brief.ts';
import type { Value } from '../../../../../shared/domain/column.ts';
import type { Tile } from '../../../../audit/packages/material/dashboard.ts';
import type { Figure } from '../../../../audit/packages/material/figure.ts';
import type { RowColumn, RowSet } from '../../../../audit/packages/material/rowSet.ts';
import { dayColumn, instantColumn, numberColumn, textColumn, wholeColumn } from '../rowColumns.ts';

interface Wanted {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly columns: readonly RowColumn[];
  readonly rows: readonly (readonly Value[])[];
  readonly query?: string;
  readonly filter?: Tile['filter'];
  /** Rows with a text in a column, or all of them; each with what the app tells. */
  readonly counts: readonly {
    readonly title: string;
    readonly where?: readonly [column: string, equals: string];
    readonly stored: number;
  }[];
}

export function tileOf({ id, title, definition, columns, rows, query, filter, counts }: Wanted): Tile {
  const set: RowSet = { name: title, title: definition, columns, rows, count: rows.length };
  return {
    ...{ id, title, definition, query: query ?? null, rows: set, filter: filter ?? null },
    figures: counts.map(
      ({ title: counted, where, stored }): Figure => ({
        ...{ id: `${id}: ${where?.[1] ?? 'all'}`, title: counted, table: title, stored },
        definition:
          where === undefined
            ? `Rows of the sheet ${title}.`
            : `Rows of the sheet ${title} whose ${where[0]} is “${where[1]}”.`,
        measure:
          where === undefined ? { is: 'rows' } : { is: 'count where', column: where[0], equals: where[1] },
        ...{ format: { kind: 'integer' }, tolerance: 0 },
      }),
    ),
  };
}

/** What Home tells, tile by tile, with the rows behind each. How long ago something was is left out: it changes by the hour. */
export function briefTiles(brief: Brief): Tile[] {
  const { directives, live, failedChecks, freshness, record, changes, changesTotal } = brief;
  const withState = (state: string) => directives.filter((one) => one.state === state).length;
  const fresh = (state: string) => freshness.filter((one) => one.state === state).length;
  return [
    tileOf({
      ...{
        id: 'directives',
        title: 'Directives',
        definition: 'What is recommended, what was decided, and what came of it.',
      },
      columns: [
        textColumn('directive', 'Its id.', 'figure'),
        textColumn('action', '', 'figure'),
        textColumn('state', '', 'figure'),
        textColumn('came of it', 'Only what could be counted is a hit or a miss.', 'figure'),
        textColumn('signal'),
        textColumn('outcome'),
        dayColumn('onset', 'First day of the spike.'),
        dayColumn('expires', 'The last day on which acting comes in time.'),
        wholeColumn('days left', 'From the day the brief is about.', 'figure'),
        wholeColumn('lead', 'Days by which the signal comes first.', 'figure'),
        numberColumn('r', 'Of the finding.'),
        numberColumn('units expected', 'More than without the spike.'),
        textColumn('sentence', '', 'free text'),
      ],
      rows: directives.map((one) => [
        ...[
          one.id,
          one.action,
          one.state,
          one.outcome?.is ?? 'open',
          one.about.signalLabel,
          one.about.outcomeLabel,
        ],
        ...[one.onset, one.expires, one.daysLeft, one.evidence.lead?.days ?? null, one.evidence.r],
        ...[one.effect.units?.value ?? null, one.sentence],
      ]),
      counts: [
        { title: 'Directives', stored: directives.length },
        ...['proposed', 'accepted', 'snoozed', 'dismissed', 'expired', 'judged'].map((state) => ({
          ...{
            title: `Directives that are ${state}`,
            where: ['state', state] as const,
            stored: withState(state),
          },
        })),
        { title: 'Forecasts that held', where: ['came of it', 'hit'] as const, stored: record.hit },
        { title: 'Forecasts that didn’t', where: ['came of it', 'missed'] as const, stored: record.missed },
      ],
    }),
    tileOf({
      ...{
        id: 'live',
        title: 'Spiking now',
        definition: 'Signals with a confirmed lead that are spiking, once for each outcome they lead.',
      },
      columns: [
        textColumn('signal'),
        textColumn('outcome'),
        dayColumn('onset'),
        dayColumn('peak day'),
        numberColumn('peak', 'Standard deviations beyond what is usual.'),
        numberColumn('threshold', 'From which on it is a spike.'),
        wholeColumn('lead', '', 'figure'),
        wholeColumn('days left', '', 'figure'),
        textColumn('sentence', '', 'free text'),
      ],
      rows: live.map((one) => [
        ...[
          one.about.signalLabel,
          one.about.outcomeLabel,
          one.onset,
          one.peak.day,
          one.peak.z,
          one.threshold,
        ],
        ...[one.lead.days, one.daysLeft, one.sentence],
      ]),
      counts: [{ title: 'Signals that are spiking', stored: live.length }],
    }),
    tileOf({
      ...{
        id: 'checks',
        title: 'Failed checks',
        definition: 'Checks that speak against the data, the worst first.',
      },
      columns: [
        textColumn('check', '', 'figure'),
        textColumn('status', '', 'figure'),
        textColumn('about', '', 'figure'),
        textColumn('column', '', 'figure'),
        wholeColumn('rows found'),
        textColumn('message', '', 'free text'),
      ],
      rows: failedChecks.checks.map((one) => [
        ...[one.name, one.status, one.about?.name ?? null, one.column, one.failures, one.message],
      ]),
      filter: {
        told: 'The worst first, at most ten.',
        shown: failedChecks.checks.length,
        excluded: failedChecks.total - failedChecks.checks.length,
        total: failedChecks.total,
      },
      counts: [{ title: 'Checks shown', stored: failedChecks.checks.length }],
    }),
    tileOf({
      ...{
        id: 'changes',
        title: 'Changes',
        definition: 'What is different from the last visit, the weightiest first.',
      },
      columns: [
        textColumn('kind', '', 'figure'),
        instantColumn('at', 'UTC.'),
        textColumn('sentence', '', 'free text'),
      ],
      rows: changes.map((one) => [
        one.kind,
        one.at === null ? null : new Date(one.at).toISOString(),
        one.sentence,
      ]),
      filter: {
        told: 'The weightiest first, at most fifty.',
        shown: changes.length,
        excluded: changesTotal - changes.length,
        total: changesTotal,
      },
      counts: [{ title: 'Changes shown', stored: changes.length }],
    }),
    tileOf({
      ...{
        id: 'freshness',
        title: 'Freshness',
        definition: 'How old is what sources brought and relations hold.',
      },
      columns: [
        textColumn('kind', '', 'figure'),
        textColumn('name', '', 'figure'),
        textColumn('state', '', 'figure'),
        instantColumn('brought or made', 'UTC.'),
        dayColumn('last day', 'That its data speak of.'),
      ],
      rows: freshness.map((one) => [
        ...[
          one.kind,
          one.name,
          one.state,
          one.at === null ? null : new Date(one.at).toISOString(),
          one.lastDay,
        ],
      ]),
      counts: ['fresh', 'stale', 'never', 'waiting', 'failed'].map((state) => ({
        ...{
          title: `Sources and relations: ${state}`,
          where: ['state', state] as const,
          stored: fresh(state),
        },
      })),
    }),
  ];
}
