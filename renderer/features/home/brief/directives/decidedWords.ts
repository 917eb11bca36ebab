import {
  type Icon,
  IconAlarmSnooze,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
  IconHourglassOff,
  IconThumbUp,
  IconTrash,
} from '@tabler/icons-react';
import type { Directive } from '../../../../../shared/contract/brief.ts';
import type { Formats } from '../../../../app/createFormats.ts';
import type { StateKind } from '../../../../ui/State.tsx';

interface Told {
  readonly state: StateKind;
  readonly icon: Icon;
  readonly word: string;
}

/** What a person decided, or that nobody did before it was too late. */
export function decidedWords(
  { decided, state, expires }: Pick<Directive, 'decided' | 'state' | 'expires'>,
  formats: Formats,
): Told & { readonly when: string } {
  if (decided === null) {
    const over = expires === null ? '' : `on ${formats.day(expires)}`;
    return {
      ...{ state: 'idle', icon: IconHourglassOff },
      word: state === 'judged' || state === 'expired' ? 'Nobody decided' : 'Not decided',
      when: over === '' ? '' : `it expired ${over}`,
    };
  }
  const when = formats.instant(decided.at);
  switch (decided.is) {
    case 'accepted':
      return { state: 'ok', icon: IconThumbUp, word: 'Accepted', when };
    case 'dismissed':
      return { state: 'idle', icon: IconTrash, word: 'Dismissed', when };
    case 'snoozed': {
      const until = decided.until === null ? '' : ` until ${formats.day(decided.until)}`;
      return { state: 'idle', icon: IconAlarmSnooze, word: `Snoozed${until}`, when };
    }
  }
}

const OUTCOMES: Record<NonNullable<Directive['outcome']>['is'], Told> = {
  hit: { state: 'ok', icon: IconCircleCheck, word: 'Came true' },
  missed: { state: 'warning', icon: IconCircleX, word: 'Missed' },
  'cannot be told': { state: 'idle', icon: IconHelpCircle, word: 'Cannot be told' },
};

/** What became of it, as honestly as it can be said. */
export function outcomeWords(
  { outcome, followsOn }: Pick<Directive, 'outcome' | 'followsOn'>,
  formats: Formats,
): (Told & { readonly sentence: string }) | null {
  if (outcome !== null) {
    const { actualUnits, sentence } = outcome;
    const sold =
      actualUnits === null
        ? ''
        : ` Sold: ${formats.number(Math.round(actualUnits), { signDisplay: 'exceptZero' })} units against what was foreseen without the spike.`;
    return { ...OUTCOMES[outcome.is], sentence: `${sentence}${sold}` };
  }
  if (followsOn === null) return null;
  return {
    ...{ state: 'idle', icon: IconHelpCircle, word: 'Not known yet' },
    sentence: `Sales should follow by ${formats.day(followsOn)}; it is judged after that.`,
  };
}

/** A decision can be taken back until its outcome is known. */
export function canUndo({ state }: Pick<Directive, 'state'>): boolean {
  return state === 'accepted' || state === 'snoozed' || state === 'dismissed';
}
