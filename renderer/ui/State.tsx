import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconProgress,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './State.module.css';

export type StateKind = 'ok' | 'warning' | 'broken' | 'running' | 'idle';

const SHOWN: Record<StateKind, { icon: Icon; word: string }> = {
  ok: { icon: IconCircleCheck, word: 'OK' },
  warning: { icon: IconAlertTriangle, word: 'Warning' },
  broken: { icon: IconCircleX, word: 'Broken' },
  running: { icon: IconProgress, word: 'Running' },
  idle: { icon: IconCircleDashed, word: 'Idle' },
};

/** How something stands: always a word with an icon, so that the colour is never the only sign. */
export function State({
  state,
  icon,
  children,
}: {
  state: StateKind;
  /** Where the word has a sign of its own. */
  icon?: Icon;
  children?: ReactNode;
}) {
  const { icon: usual, word } = SHOWN[state];
  const Glyph = icon ?? usual;
  return (
    <span className={classes['state']} data-state={state}>
      <Glyph size={16} stroke={1.75} aria-hidden className={classes['icon']} />
      {children ?? word}
    </span>
  );
}
