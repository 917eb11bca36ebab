import { useState } from 'react';
import type { PlannedSlot } from '../../../../shared/contract/pipelines.ts';
import { useFormats } from '../../../app/formats.tsx';
import { State } from '../../../ui/State.tsx';
import { visibleRows } from '../../../ui/visible.ts';
import { RUNS } from '../words/states.ts';
import classes from './backfill.module.css';
import { DOES } from './planWords.ts';

const ROW_HEIGHT = 36;
const HEIGHT = 288;

/** What would become of each interval; only the rows in sight are drawn. */
export default function PlanTable({ plan }: { plan: readonly PlannedSlot[] }) {
  const formats = useFormats();
  const [scrolled, setScrolled] = useState(0);
  const { first, end } = visibleRows({ count: plan.length, rowHeight: ROW_HEIGHT, scrolled, height: HEIGHT });
  return (
    <section
      className={classes['plan']}
      style={{ maxHeight: HEIGHT }}
      aria-label="What would become of each interval"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard too
      tabIndex={0}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <table className={classes['table']} aria-rowcount={plan.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Interval</th>
            <th scope="col">What happens</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} />}
          {plan.slice(first, end).map(({ slot, interval, does, had, why }, at) => (
            <tr key={slot} aria-rowindex={first + at + 2} style={{ height: ROW_HEIGHT }}>
              <td className={classes['when']}>
                {formats.instant(interval.from)} to {formats.instant(interval.to)}
              </td>
              <td className={classes['when']}>
                <State state={does === 'pass over' ? 'idle' : 'running'}>{DOES[does]}</State>
              </td>
              <td className={classes['why']} title={why}>
                {had !== null && `${RUNS[had].word}. `}
                {why}
              </td>
            </tr>
          ))}
          {end < plan.length && <Gap rows={plan.length - end} />}
        </tbody>
      </table>
    </section>
  );
}

function Gap({ rows }: { rows: number }) {
  return (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td colSpan={3} />
    </tr>
  );
}
