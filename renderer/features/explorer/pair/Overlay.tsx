import { useMemo } from 'react';
import type { PairView } from '../../../../shared/contract/explorer.ts';
import { steps } from '../../../../shared/domain/grain.ts';
import { Chart } from '../../../charts/Chart.tsx';
import { figureText, pText } from '../../../charts/figures.ts';
import { platformColor } from '../../../charts/platformColor.ts';
import { lines } from '../../../charts/plots/lines.ts';
import classes from '../explorer.module.css';
import { LagSlider, leadInWords } from '../lead/LagSlider.tsx';
import { shifted } from '../lead/shift.ts';
import { alongOf } from './along.ts';
import { marksOf } from './marks.ts';

interface OverlayProps {
  readonly view: PairView;
  readonly lead: number;
  readonly most: number;
  readonly onLead: (lead: number) => void;
}

/** Both series as counted, the signal moved by the lead. Drawn from what is here: a move of the slider asks nobody. */
export function Overlay({ view, lead, most, onLead }: OverlayProps) {
  const unit = `${view.grain}s`;
  const platform = view.about['platform'];
  const marks = useMemo(() => marksOf(view), [view]);
  const drawing = useMemo(
    () =>
      lines({
        days: view.steps,
        along: alongOf(view.grain),
        marks,
        lines: [
          {
            name: lead === 0 ? view.signalLabel : `${view.signalLabel}, moved by ${steps(lead, view.grain)}`,
            values: shifted(view.values.signal, lead),
            ...(typeof platform === 'string'
              ? { color: ({ scheme }) => platformColor(platform, scheme) }
              : {}),
          },
          { name: view.outcomeLabel, values: view.values.outcome, side: 'right', color: ({ ink }) => ink },
        ],
      }),
    [view, marks, lead, platform],
  );
  if (view.steps.length === 0) return null;
  const picture = view.corrected;
  const at = lead + (picture?.maxLead ?? 0);
  const r = picture?.r[at] ?? null;
  return (
    <div className={classes['panel']}>
      <LagSlider
        key={`${view.signal}\n${view.outcome}`}
        lead={lead}
        most={most}
        best={picture?.best?.lead ?? null}
        unit={unit}
        onLead={onLead}
      />
      <p data-figures aria-live="polite">
        <strong>{leadInWords(lead, unit)}:</strong>{' '}
        {r === null
          ? 'no correlation could be computed'
          : `r = ${figureText(r)}, n = ${picture?.n[at] ?? 0}, ${pText(picture?.p[at] ?? Number.NaN)} at this lead alone`}
      </p>
      <Chart {...drawing} title="Signal and sales" height={280} prompt />
    </div>
  );
}
