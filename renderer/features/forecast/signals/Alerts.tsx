import { Slider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ForecastAsked, SpikeAlerts } from '../../../../shared/contract/forecast.ts';
import { dayWords } from '../../../../shared/domain/dayWords.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Table } from '../../../ui/Table.tsx';
import classes from '../forecast.module.css';

const MARKS = [0.5, 2, 4, 6].map((value) => ({ value, label: String(value) }));

/** What alerts on the signals would have been worth, at a budget one can live with. */
export default function Alerts({ asked }: { asked: ForecastAsked }) {
  const [perMonth, setPerMonth] = useState(2);
  const [settled, setSettled] = useState(perMonth);
  const found = useQuery({
    ...useCalls().forecast.alerts.queryOptions({ input: { ...asked, perMonth: settled } }),
    placeholderData: (before) => before,
  });
  return (
    <Section
      title="Alerts before spikes"
      description="An alert is given when the signals are unusual. The threshold is learned on the first half of the days and judged on the second."
    >
      <div className={classes['field']}>
        <span className={classes['label']}>At most so many alerts a month: {perMonth}</span>
        <Slider
          className={classes['slider']}
          min={0.5}
          max={6}
          step={0.5}
          value={perMonth}
          marks={MARKS}
          thumbLabel="Alerts a month"
          onChange={setPerMonth}
          onChangeEnd={setSettled}
        />
      </div>
      {found.isError && <FailureNotice failure={failureOf(found.error)} />}
      {found.data !== undefined && <Worth found={found.data} />}
    </Section>
  );
}

function Worth({ found }: { found: SpikeAlerts }) {
  const { precision, recall, chance, warning, alerts, spikes, firstDay, lastDay } = found;
  const figures = [
    { id: 'precision', name: 'Alerts that a spike followed', value: share(precision) },
    { id: 'chance', name: 'The same by chance', value: share(chance) },
    { id: 'recall', name: 'Spikes that were announced', value: share(recall) },
    {
      id: 'warning',
      name: 'Days of warning',
      value: warning === null ? 'none' : warningWords(warning),
    },
    {
      id: 'alerts',
      name: `Alerts, ${dayWords(firstDay)} to ${dayWords(lastDay)}`,
      value: alerts.length === 0 ? 'none' : `${daysListed(alerts)} (${aMonth(found)} a month)`,
    },
    { id: 'spikes', name: 'Spikes began', value: daysListed(spikes) || 'none' },
  ];
  return (
    <>
      <p className={classes['words']}>{found.sentence}</p>
      <Table
        caption="What the alerts were worth"
        columns={[
          { id: 'name', title: 'On the days judged', cell: ({ name }) => name, width: '18rem' },
          { id: 'value', title: 'Figure', cell: ({ value }) => value },
        ]}
        rows={figures}
        rowId={({ id }) => id}
      />
    </>
  );
}

/** No day is broken between two lines. */
function daysListed(days: readonly string[]): string {
  return days.map((day) => dayWords(day).replaceAll(' ', '\u00a0')).join(' · ');
}

function warningWords([quarter, half, most]: readonly [number, number, number]): string {
  const [from, middle, to] = [quarter, half, most].map(Math.round);
  return from === to ? `${middle}` : `${middle}; half of them between ${from} and ${to}`;
}

function aMonth({ alerts, firstDay, lastDay }: SpikeAlerts): string {
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000 + 1;
  return ((30 * alerts.length) / days).toFixed(1);
}

function share(value: number | null): string {
  return value === null ? 'nothing to judge' : `${Math.round(value * 100)} %`;
}
