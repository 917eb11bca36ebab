import { Anchor } from '@mantine/core';
import { IconClockExclamation, IconKey } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { Freshness } from '../../../../../shared/contract/brief.ts';
import type { Formats } from '../../../../app/createFormats.ts';
import { useFormats } from '../../../../app/formats.tsx';
import { Section } from '../../../../ui/Section.tsx';
import { State } from '../../../../ui/State.tsx';
import { type Column, Table } from '../../../../ui/Table.tsx';
import classes from '../brief.module.css';
import { freshnessAddress } from '../links.ts';
import { useFew } from '../useFew.tsx';

/** How old each thing is that the brief was made from. */
export default function Freshnesses({ freshness }: { freshness: readonly Freshness[] }) {
  const formats = useFormats();
  const { shown, more } = useFew(byAttention(freshness));
  if (freshness.length === 0) return null;
  return (
    <Section title="Freshness" description={`How old the data are; ${formats.zoneNote}.`}>
      <Table
        caption="Sources and relations by how old their data are"
        columns={columnsFor(formats)}
        rows={shown}
        rowId={({ kind, name }) => `${kind} ${name}`}
      />
      {more}
    </Section>
  );
}

const ORDER: readonly Freshness['state'][] = ['failed', 'stale', 'fresh', 'never', 'waiting'];

/** What nobody has set up yet says least of how old the data are. */
function byAttention(freshness: readonly Freshness[]): readonly Freshness[] {
  return freshness.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

const KINDS: Record<Freshness['kind'], string> = { source: 'Source', file: 'File', relation: 'Relation' };

function columnsFor(formats: Formats): Column<Freshness>[] {
  return [
    {
      id: 'name',
      title: 'Source',
      cell: (one) => (
        <>
          <Anchor component={Link} href={freshnessAddress(one)}>
            {one.name}
          </Anchor>
          <span className={classes['figures']}>{KINDS[one.kind]}</span>
        </>
      ),
    },
    { id: 'state', title: 'State', cell: ({ state }) => <Standing state={state} /> },
    {
      id: 'day',
      title: 'Last day of its data',
      cell: ({ lastDay }) =>
        lastDay === null ? <span className={classes['quiet']}>not told</span> : formats.day(lastDay),
    },
    {
      id: 'at',
      title: 'Brought',
      cell: ({ at }) =>
        at === null ? (
          <span className={classes['quiet']}>never</span>
        ) : (
          <time dateTime={at} title={formats.instant(at)}>
            {formats.ago(at)}
          </time>
        ),
    },
    { id: 'told', title: 'What that means', cell: ({ sentence }) => sentence },
  ];
}

function Standing({ state }: { state: Freshness['state'] }) {
  switch (state) {
    case 'fresh':
      return <State state="ok">Fresh</State>;
    case 'stale':
      return (
        <State state="warning" icon={IconClockExclamation}>
          Stale
        </State>
      );
    case 'never':
      return <State state="idle">Never brought</State>;
    case 'waiting':
      return (
        <State state="warning" icon={IconKey}>
          Waits for credentials
        </State>
      );
    case 'failed':
      return <State state="broken">Failed</State>;
  }
}
