import { Slider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ForecastAsked, Outlook, Scenario } from '../../../../shared/contract/forecast.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { lines } from '../../../charts/plots/lines.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { daysFrom, unitOf } from '../daysFrom.ts';
import classes from '../forecast.module.css';

const MARKS = [0, 50, 100, 200, 300].map((value) => ({ value, label: `${value} %` }));

/** What would change if the signals went on louder, or fell silent. */
export default function ScenarioPart({ asked, outlook }: { asked: ForecastAsked; outlook: Outlook }) {
  const [percent, setPercent] = useState(200);
  const [settled, setSettled] = useState(percent);
  const played = useQuery({
    ...useCalls().forecast.scenario.queryOptions({ input: { ...asked, percent: settled } }),
    placeholderData: (before) => before,
  });
  return (
    <Section
      title="What if the signals change"
      description="From tomorrow on, all signals of the forecast go on at this share of their level of the last four weeks."
    >
      <Slider
        className={classes['slider']}
        min={0}
        max={300}
        step={10}
        value={percent}
        marks={MARKS}
        label={(value) => `${value} %`}
        thumbLabel="Level of the signals, in per cent of the recent one"
        onChange={setPercent}
        onChangeEnd={setSettled}
      />
      {played.isError && <FailureNotice failure={failureOf(played.error)} />}
      {played.data !== undefined && (
        <>
          <p className={classes['words']}>{played.data.sentence}</p>
          {played.data.changesFrom !== null && <Picture played={played.data} outlook={outlook} />}
        </>
      )}
    </Section>
  );
}

function Picture({ played, outlook }: { played: Scenario; outlook: Outlook }) {
  const drawing = useMemo(
    () =>
      lines({
        days: daysFrom(outlook.firstDay, outlook.days),
        unit: unitOf(outlook.outcome),
        zero: true,
        lines: [
          { name: `at ${played.percent} %`, values: played.path },
          { name: 'as lately', values: played.usual, dashed: true, color: (look) => look.quiet },
        ],
      }),
    [played, outlook],
  );
  return (
    <Chart {...drawing} title={`${outlook.outcomeLabel} with signals at ${played.percent} %`} height={220} />
  );
}
