import { type KeyboardEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { RunLine } from '../../../../shared/contract/pipelines.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { addressOf } from '../place.ts';
import { slotWords } from '../words/runWords.ts';
import { RUNS } from '../words/states.ts';
import classes from './strip.module.css';
import { type Bar, barsOf } from './strip.ts';

/** The last runs as bars, the newest to the right; one stop of the keyboard, gone through with the arrows. */
export default function Strip({ runs, title }: { runs: readonly RunLine[]; title: string }) {
  const formats = useFormats();
  const [, go] = useLocation();
  const [at, setAt] = useState<number | null>(null);
  const bars = barsOf(runs, Date.now());
  if (bars.length === 0) return <span className={classes['noStrip']}>no runs yet</span>;
  const last = bars.length - 1;
  const current = Math.min(at ?? last, last);
  const shown = at === null ? undefined : bars[current];

  function pressed(event: KeyboardEvent) {
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt(Math.min(last, Math.max(0, to)));
    }
  }

  return (
    <div className={classes['strip']}>
      <button
        type="button"
        className={classes['bars']}
        aria-label={`Runs of ${title}: ${barWords(bars[current], formats)}. Arrow keys go through the last ${bars.length}, Enter opens one`}
        onKeyDown={pressed}
        onFocus={() => setAt(last)}
        onBlur={() => setAt(null)}
        onMouseLeave={() => setAt(null)}
        onClick={() => {
          const run = bars[current]?.run;
          if (run) go(addressOf({ at: 'run', id: run.id, step: null }));
        }}
      >
        {bars.map(({ run, height }, place) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a bar names it; the keyboard does it by the button around
          <span
            key={run.id}
            className={classes['slot']}
            data-at={place === at || undefined}
            onMouseEnter={() => setAt(place)}
          >
            <span
              className={classes['bar']}
              data-state={RUNS[run.status].state}
              data-status={run.status}
              style={{ height: `${Math.round(height * 100)}%` }}
            />
          </span>
        ))}
      </button>
      <span className={classes['stripWords']} aria-live="polite">
        {shown && barWords(shown, formats)}
      </span>
    </div>
  );
}

function barWords(bar: Bar | undefined, formats: Formats): string {
  if (bar === undefined) return '';
  const { run, ms } = bar;
  return [
    RUNS[run.status].word,
    slotWords(run, formats),
    ms === null ? 'not started' : formats.duration(ms / 1_000),
  ].join(', ');
}
