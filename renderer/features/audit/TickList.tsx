import type { AuditTick } from '../../../shared/contract/audit.ts';
import { State } from '../../ui/State.tsx';
import classes from './audit.module.css';
import { TICKS } from './words.ts';

/** What was compared with what, one after the other. */
export default function TickList({ ticks, label }: { ticks: readonly AuditTick[]; label: string }) {
  if (ticks.length === 0) return null;
  return (
    <ol className={classes['ticks']} aria-label={label}>
      {ticks.map(({ title, is, told }) => {
        const { state, word } = TICKS[is];
        return (
          <li key={title} data-is={is}>
            <State state={state}>
              {word}
              <span className={classes['spoken']}>:</span>
            </State>
            <div className={classes['words']}>
              <span className={classes['strong']}>{title}</span>
              <span className={classes['quiet']} data-figures>
                {told}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
