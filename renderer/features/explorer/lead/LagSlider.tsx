import { ActionIcon, Button, NumberInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import classes from './lead.module.css';
import { beginAt, redone, type Steps, stepTo, undone, withinLeads } from './steps.ts';

interface LagSliderProps {
  /** The lead that is shown. */
  readonly lead: number;
  readonly most: number;
  readonly best: number | null;
  readonly unit: string;
  readonly onLead: (lead: number) => void;
}

/** Moves the signal against sales: a day with the arrows, a week with Shift, any by typing; undone with Ctrl-Z. */
export function LagSlider({ lead, most, best, unit, onLead }: LagSliderProps) {
  const [kept, setSteps] = useState(() => beginAt(lead));
  // A lead may also be set from elsewhere: by a chart, by another pair, by Back.
  const steps = kept.at === lead ? kept : stepTo(kept, lead);
  const take = (next: Steps) => {
    setSteps(next);
    if (next.at !== lead) onLead(next.at);
  };
  const move = (to: number) => take(stepTo(steps, withinLeads(to, most)));
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      event.stopPropagation();
      take(key === 'y' || event.shiftKey ? redone(steps) : undone(steps));
    } else if (
      step !== undefined &&
      event.target instanceof HTMLInputElement &&
      event.target.type === 'range'
    ) {
      event.preventDefault();
      move(lead + (event.shiftKey ? 7 * step : step));
    }
  };
  return (
    <fieldset className={classes['slider']} onKeyDownCapture={pressed}>
      <legend className={classes['legend']}>Lead of the signal</legend>
      <input
        type="range"
        aria-label={`Lead in ${unit}`}
        aria-valuetext={leadInWords(lead, unit)}
        min={-most}
        max={most}
        value={lead}
        onChange={(event) => move(event.currentTarget.valueAsNumber)}
        className={classes['range']}
      />
      <NumberInput
        aria-label={`Lead in ${unit}, typed`}
        value={lead}
        min={-most}
        max={most}
        allowDecimal={false}
        stepHoldDelay={400}
        stepHoldInterval={60}
        w="5.5rem"
        onChange={(value) => typeof value === 'number' && move(value)}
      />
      <ActionIcon
        aria-label="Undo the last move of the lead"
        disabled={steps.past.length === 0}
        onClick={() => take(undone(steps))}
      >
        <IconArrowBackUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label="Redo the move of the lead"
        disabled={steps.future.length === 0}
        onClick={() => take(redone(steps))}
      >
        <IconArrowForwardUp size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      {best !== null && (
        <Button variant="default" size="compact-sm" disabled={best === lead} onClick={() => move(best)}>
          Best: {best}
        </Button>
      )}
    </fieldset>
  );
}

export function leadInWords(lead: number, unit: string): string {
  const one = unit.replace(/s$/, '');
  if (lead === 0) return `the same ${one}`;
  const count = `${Math.abs(lead)} ${Math.abs(lead) === 1 ? one : unit}`;
  return lead > 0 ? `signal ${count} before sales` : `signal ${count} after sales`;
}
