import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { CheckLine } from '../../../../shared/contract/quality.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { State } from '../../../ui/State.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { Verdict } from '../../../ui/Verdict.tsx';
import { addressOf } from '../place.ts';
import classes from '../quality.module.css';

export default function CheckTable({
  caption,
  checks,
  muted = false,
}: {
  caption: string;
  checks: readonly CheckLine[];
  muted?: boolean;
}) {
  const formats = useFormats();
  return (
    <Table caption={caption} columns={columnsFor(formats, muted)} rows={checks} rowId={({ id }) => id} />
  );
}

/** The threshold of a check that was given none. */
const ANY = '!= 0';

function columnsFor(formats: Formats, muted: boolean): Column<CheckLine>[] {
  return [
    {
      id: 'verdict',
      title: 'Verdict',
      cell: ({ status, acknowledged }) =>
        acknowledged === null ? <Verdict status={status} /> : <State state="idle">Acknowledged</State>,
    },
    {
      id: 'check',
      title: 'Check',
      cell: ({ id, kind, name, column, about }) => (
        <>
          <Anchor component={Link} href={addressOf({ at: 'check', id })} title={name}>
            {kind === 'singular' || kind === 'unit' ? name : kind}
          </Anchor>
          <span className={classes['note']}>
            {[about?.name, column].filter((part) => part !== null && part !== undefined).join(' · ')}
          </span>
        </>
      ),
    },
    { id: 'layer', title: 'Layer', cell: ({ layer }) => layer },
    {
      id: 'rows',
      title: 'Rows against',
      figures: true,
      cell: ({ failures, threshold }) => (
        <>
          {failures === null ? '' : formats.number(failures)}
          {threshold !== null && threshold !== ANY && failures !== null && failures > 0 && (
            <span className={classes['note']}>speaks from {threshold}</span>
          )}
        </>
      ),
    },
    muted
      ? {
          id: 'until',
          title: 'Until',
          cell: ({ acknowledged }) => (
            <>
              {acknowledged === null ? '' : formats.day(acknowledged.until)}
              <span className={classes['note']}>{acknowledged?.reason}</span>
            </>
          ),
        }
      : {
          id: 'since',
          title: 'Fails since',
          cell: ({ firstSeen }) => (firstSeen === null ? '' : <Moment at={firstSeen.at} formats={formats} />),
        },
    {
      id: 'good',
      title: 'Passed last',
      cell: ({ lastGood }) =>
        lastGood === null ? (
          <span className={classes['quiet']}>never</span>
        ) : (
          <Moment at={lastGood.at} formats={formats} />
        ),
    },
  ];
}

function Moment({ at, formats }: { at: string; formats: Formats }) {
  return (
    <time dateTime={at} title={formats.instant(at)} className={classes['when']}>
      {formats.ago(at)}
    </time>
  );
}
