import type { Icon } from '@tabler/icons-react';
import type { StateKind } from './State.tsx';

/** How a state is shown, wherever a screen tells it. */
export interface Shown {
  readonly state: StateKind;
  readonly word: string;
  readonly icon: Icon;
  /** What it means, in a sentence. */
  readonly means: string;
}
