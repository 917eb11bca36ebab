import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { RunLine } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';
import type { Column } from '../../../ui/Table.tsx';
import { addressOf } from '../place.ts';
import { RUN_KINDS } from '../words/kinds.ts';
import { runDuration, slotWords } from '../words/runWords.ts';
import { Standing } from '../words/Standing.tsx';
import { RUNS } from '../words/states.ts';
import { When } from '../words/When.tsx';
import classes from './runs.module.css';

export function runColumns(formats: Formats): Column<RunLine>[] {
  return [
    {
      id: 'run',
      title: 'Run',
      cell: (run) => (
        <Anchor
          component={Link}
          className={classes['when'] ?? ''}
          href={addressOf({ at: 'run', id: run.id, step: null })}
          aria-label={`${slotWords(run, formats)}, ${run.pipeline}`}
        >
          {slotWords(run, formats)}
        </Anchor>
      ),
    },
    {
      id: 'pipeline',
      title: 'Pipeline',
      cell: ({ pipeline }) => (
        <Anchor component={Link} href={addressOf({ at: 'pipeline', name: pipeline, tab: 'graph' })}>
          {pipeline}
        </Anchor>
      ),
    },
    { id: 'state', title: 'State', cell: ({ status }) => <Standing shown={RUNS[status]} /> },
    { id: 'kind', title: 'Why it ran', cell: ({ kind }) => RUN_KINDS[kind] },
    {
      id: 'started',
      title: 'Started',
      cell: ({ startedAt }) =>
        startedAt === null ? (
          'not yet'
        ) : (
          <span className={classes['when']}>
            <When at={startedAt} />
          </span>
        ),
    },
    {
      id: 'took',
      title: 'Took',
      figures: true,
      cell: (run) => {
        const took = run.endedAt === null ? null : runDuration(run, 0);
        return took === null ? '' : formats.duration(took / 1_000);
      },
    },
    {
      id: 'note',
      title: 'Note',
      cell: ({ note }) => <span className={classes['note']}>{note}</span>,
    },
  ];
}
