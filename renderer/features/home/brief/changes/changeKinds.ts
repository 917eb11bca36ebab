import {
  type Icon,
  IconArrowsExchange,
  IconBulb,
  IconCircleOff,
  IconCircleX,
  IconClockExclamation,
  IconScale,
  IconSparkles,
} from '@tabler/icons-react';
import type { BriefChange } from '../../../../../shared/contract/brief.ts';
import type { StateKind } from '../../../../ui/State.tsx';

type Kind = BriefChange['kind'];

export const CHANGES: Record<Kind, { state: StateKind; icon: Icon; word: string }> = {
  'check failed': { state: 'broken', icon: IconCircleX, word: 'Check fails' },
  'run failed': { state: 'broken', icon: IconCircleX, word: 'Pipeline failed' },
  'source stale': { state: 'warning', icon: IconClockExclamation, word: 'Source is stale' },
  'new directive': { state: 'running', icon: IconBulb, word: 'New directive' },
  'new finding': { state: 'ok', icon: IconSparkles, word: 'New finding' },
  'verdict changed': { state: 'warning', icon: IconArrowsExchange, word: 'Verdict changed' },
  'finding gone': { state: 'idle', icon: IconCircleOff, word: 'Finding gone' },
  'directive judged': { state: 'running', icon: IconScale, word: 'Directive judged' },
};

/** What the link beside a change does. */
export function linkWords(kind: Kind): string {
  if (kind === 'check failed') return 'See the rows';
  if (kind === 'run failed') return 'Open the run';
  if (kind === 'source stale') return 'Open Sources';
  return kind === 'new directive' || kind === 'directive judged' ? 'Show it' : 'Explore';
}
