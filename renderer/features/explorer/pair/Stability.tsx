import { memo, useMemo } from 'react';
import type { PairView } from '../../../../shared/contract/explorer.ts';
import { steps } from '../../../../shared/domain/grain.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { lines } from '../../../charts/plots/lines.ts';
import { scatter } from '../../../charts/plots/scatter.ts';
import classes from '../explorer.module.css';
import { leadInWords } from '../lead/LagSlider.tsx';
import { shifted } from '../lead/shift.ts';
import { alongOf } from './along.ts';

/** Whether it holds all along, and whether a few days make it. */
export const Stability = memo(function Stability({ view, lead }: { view: PairView; lead: number }) {
  const { rolling, prepared, steps: places, grain } = view;
  const stable = useMemo(
    () =>
      lines({
        days: rolling.map(({ to }) => to),
        along: 'Window to',
        lines: [
          { name: 'r of the window', values: rolling.map(({ r }) => r), joined: true },
          {
            name: `lead in ${grain}s`,
            values: rolling.map((window) => window.lead),
            side: 'right',
            dashed: true,
            color: ({ ink }) => ink,
          },
        ],
      }),
    [rolling, grain],
  );
  const lagged = useMemo(() => {
    const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NaN);
    return scatter({
      names: places,
      nameOf: alongOf(grain),
      x: numbers(shifted(prepared.signal, lead)),
      y: numbers(prepared.outcome),
      xName:
        lead === 0
          ? 'signal (prepared)'
          : `signal, ${steps(Math.abs(lead), grain)} ${lead > 0 ? 'before' : 'after'} (prepared)`,
      yName: 'sales (prepared)',
    });
  }, [prepared, places, lead, grain]);
  if (prepared.signal.length === 0) return null;
  const agree = rolling.filter(({ agrees }) => agrees).length;
  return (
    <div className={`${classes['panel']} ${classes['two']}`}>
      {rolling.length > 1 && (
        <Chart
          {...stable}
          title="Does it hold all along?"
          summary={`${agree} of ${rolling.length} windows of time show the same lead.`}
        />
      )}
      <Chart
        {...lagged}
        title={`${grain.charAt(0).toUpperCase()}${grain.slice(1)} by ${grain}: ${leadInWords(lead, `${grain}s`)}`}
      />
    </div>
  );
});
