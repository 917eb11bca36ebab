import type { SourceBand } from '../../../../shared/contract/quality.ts';
import { useFormats } from '../../../app/formats.tsx';
import classes from '../quality.module.css';

const WIDTH = 640;
const HEIGHT = 96;
const LEAST_DAYS = 30;

/** A bar a day from zero, the usual range behind it; the days outside are named below, too. */
export default function BandChart({ band: { days, relation } }: { band: SourceBand }) {
  const formats = useFormats();
  if (days.length === 0) return null;
  const most = Math.max(1, ...days.map(({ rows, high }) => Math.max(rows, high ?? 0)));
  // A few days stand to the right, where the newest always are.
  const step = WIDTH / Math.max(LEAST_DAYS, days.length);
  const from = WIDTH - days.length * step;
  const heightOf = (rows: number) => (rows / most) * (HEIGHT - 4);
  const outside = days.filter((day) => day.outside);
  const [first] = days;
  const words = `Rows of ${relation} by day, ${formats.day(first?.day ?? '')} to ${formats.day(days.at(-1)?.day ?? '')}, at most ${formats.number(most)}. ${outside.length} outside their band.`;
  return (
    <>
      <div className={classes['chart']}>
        <span className={classes['axis']} aria-hidden data-figures>
          {formats.number(most)}
        </span>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
          {days.map(({ day, rows, low, high, outside: odd }, at) => (
            <g key={day}>
              {low !== null && high !== null && (
                <rect
                  x={from + at * step}
                  width={step}
                  y={HEIGHT - heightOf(high)}
                  height={Math.max(1, heightOf(high) - heightOf(low))}
                  className={classes['band']}
                />
              )}
              <rect
                x={from + at * step + step * 0.2}
                width={step * 0.6}
                y={HEIGHT - heightOf(rows)}
                height={heightOf(rows)}
                className={classes['bar']}
                data-outside={odd || undefined}
              >
                <title>{`${formats.day(day)}: ${formats.number(rows)}${low === null || high === null ? '' : `, usually ${formats.number(low)} to ${formats.number(high)}`}`}</title>
              </rect>
            </g>
          ))}
        </svg>
        <span className={classes['axis']} aria-hidden>
          0
        </span>
        <span className={classes['axis']} data-end data-right aria-hidden>
          {formats.day(first?.day ?? '')} to {formats.day(days.at(-1)?.day ?? '')}
        </span>
      </div>
      {outside.length > 0 && (
        <p className={classes['quiet']} data-figures>
          {outside
            .map(
              ({ day, rows, low, high }) =>
                `${formats.day(day)}: ${formats.number(rows)} instead of ${formats.number(low ?? 0)} to ${formats.number(high ?? 0)}`,
            )
            .join('; ')}
        </p>
      )}
    </>
  );
}
