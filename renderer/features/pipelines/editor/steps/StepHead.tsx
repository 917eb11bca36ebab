import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { State } from '../../../../ui/State.tsx';
import { STEP_WORDS } from '../../words/kinds.ts';
import classes from '../editor.module.css';
import { type Loose, textOf, textsOf } from '../loose.ts';
import { kindOfStep } from './stepList.ts';

/** What can be done with a step as one of a list. It stays the same object, so that a key pressed draws one step anew, not all. */
export interface StepActs {
  open(at: number): void;
  /** By one place, up or down. */
  step(at: number, by: 1 | -1): void;
  drag(at: number | null): void;
}

/** One step, folded: its name, its kind, what it is after, and the ways to move it. */
export const StepHead = memo(function StepHead({
  step,
  at,
  isLast,
  isOpen,
  fault,
  acts,
}: {
  step: Loose;
  at: number;
  isLast: boolean;
  isOpen: boolean;
  fault: string | undefined;
  acts: StepActs;
}) {
  const { word, icon: Glyph } = STEP_WORDS[kindOfStep(step)];
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const name = textOf(step, 'name') || `step ${at + 1}`;
  const after = textsOf(step, 'after');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons in it move it without a mouse
    <div
      className={classes['stepHead']}
      draggable={!isOpen}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        acts.drag(at);
      }}
      onDragEnd={() => acts.drag(null)}
    >
      <button
        type="button"
        className={classes['stepToggle']}
        aria-expanded={isOpen}
        data-path={`steps.${at}`}
        onClick={() => acts.open(at)}
      >
        <Chevron size={16} stroke={1.75} aria-hidden />
        <Glyph size={16} stroke={1.75} aria-hidden />
        <span className={classes['strong']}>{name}</span>{' '}
        <span className={classes['quiet']}>
          {word}
          {after.length > 0 && `, after ${after.join(', ')}`}
        </span>
        {fault !== undefined && (
          <span className={classes['stepFault']}>
            <State state="broken">{isOpen ? 'Not right yet' : fault}</State>
          </span>
        )}
      </button>
      <button
        type="button"
        className={classes['move']}
        aria-label={`Move ${name} up`}
        data-move={`${at} -1`}
        disabled={at === 0}
        onClick={() => acts.step(at, -1)}
      >
        <IconArrowUp size={16} stroke={1.75} aria-hidden />
      </button>
      <button
        type="button"
        className={classes['move']}
        aria-label={`Move ${name} down`}
        data-move={`${at} 1`}
        disabled={isLast}
        onClick={() => acts.step(at, 1)}
      >
        <IconArrowDown size={16} stroke={1.75} aria-hidden />
      </button>
    </div>
  );
});
