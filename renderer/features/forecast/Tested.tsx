import { useMemo } from 'react';
import type { Outlook } from '../../../shared/contract/forecast.ts';
import { dayWords } from '../../../shared/domain/dayWords.ts';
import { Chart } from '../../charts/Chart.tsx';
import { lines } from '../../charts/plots/lines.ts';
import { Section } from '../../ui/Section.tsx';
import { unitOf } from './daysFrom.ts';
import classes from './forecast.module.css';

/** What the forecast was worth on days it hadn't seen. */
export default function Tested({ outlook }: { outlook: Outlook }) {
  const { backtest, bands, outcomeLabel } = outlook;
  const errors = useMemo(() => errorLines(outlook), [outlook]);
  const rolling = useMemo(() => coverageLines(outlook), [outlook]);
  return (
    <Section
      title="Tried on past days"
      description={`Started from ${backtest.origins} days between ${dayWords(backtest.firstDay)} and ${dayWords(backtest.lastDay)}, each time knowing only the days before.`}
    >
      <div className={classes['two']}>
        <div className={classes['part']}>
          <h3 className={classes['heading']}>Error by days ahead</h3>
          <p className={classes['words']}>{errorWords(outlook)}</p>
          <Chart {...errors} title={`Error of forecasts of ${outcomeLabel} by days ahead`} height={240} />
        </div>
        <div className={classes['part']}>
          <h3 className={classes['heading']}>Days inside the intervals</h3>
          <p className={classes['words']}>{bands.map(coverageWords).join(' ')}</p>
          {rolling !== null && (
            <Chart
              {...rolling}
              title={`Share of days inside the intervals of ${outcomeLabel}`}
              height={240}
            />
          )}
        </div>
      </div>
    </Section>
  );
}

function errorLines({ errors, outcome, signals }: Outlook) {
  const of = (model: 'led' | 'plain' | 'naive') => errors.map(({ absolute }) => absolute[model]);
  return lines({
    days: errors.map(({ ahead }) => String(ahead)),
    along: 'Days ahead',
    unit: `${unitOf(outcome)} a day`,
    zero: true,
    lines: [
      ...(signals.length > 0 ? [{ name: 'with signals', values: of('led') }] : []),
      { name: signals.length > 0 ? 'without signals' : 'forecast', values: of('plain') },
      {
        name: 'last week',
        values: of('naive'),
        dashed: true,
        color: (look: { quiet: string }) => look.quiet,
      },
    ],
  });
}

function errorWords({ errors, chosen, signals, days }: Outlook): string {
  const first = errors[0]?.scaled[chosen];
  const last = errors.at(-1)?.scaled[chosen];
  const near = first == null ? '' : `a day ahead ${first.toFixed(2)}`;
  const far = last == null || errors.length < 2 ? '' : `, ${errors.length} days ahead ${last.toFixed(2)}`;
  return near === ''
    ? 'Mean distance between forecast and outcome.'
    : `Against the usual change from one week to the next (1): ${near}${far}.${beyondReach(signals, days)}`;
}

/** Further ahead the two are one forecast, drawn as one line. */
function beyondReach(signals: Outlook['signals'], days: number): string {
  const reach = Math.max(0, ...signals.map(({ lead }) => lead));
  if (signals.length === 0 || reach >= days) return '';
  return ` More than ${reach} ${reach === 1 ? 'day' : 'days'} ahead the signals reach nothing: with and without them it is one forecast.`;
}

function coverageWords({ level, measured, tried }: Outlook['bands'][number]): string {
  const aim = `${Math.round(level * 100)} %`;
  if (measured === null) return `The ${aim} interval couldn't be tried: there are too few past days.`;
  return `The ${aim} interval held ${(measured * 100).toFixed(0)} % of ${tried} days.`;
}

/** Null where no stretch is long enough to be counted. */
function coverageLines({ rolling, bands }: Outlook) {
  const known = rolling.filter(({ covered }) => covered.some((share) => share !== null));
  if (known.length < 2) return null;
  return lines({
    days: known.map(({ day }) => day),
    along: 'Forecast from',
    unit: '% of days inside, of the last six tries',
    lines: bands.map(({ level }, at) => ({
      name: `${Math.round(level * 100)} %`,
      values: known.map(({ covered }) => (covered[at] == null ? null : 100 * covered[at])),
    })),
  });
}
