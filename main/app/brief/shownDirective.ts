import type { Directive } from '../../../shared/contract/brief.ts';
import { readDay } from '../../insight/series/dayNumber.ts';
import type { DirectiveRecord } from './directiveRecord.ts';
import { stateOn } from './directiveState.ts';

/** A directive as a screen shows it on the day that counts as today. */
export function shownDirective(record: DirectiveRecord, today: string, seenAt: string | null): Directive {
  const { id, study, told, decided, judged, madeAt } = record;
  const { without: _without, expires, ...rest } = told;
  return {
    ...rest,
    ...{ id, study, state: stateOn(today, record), decided, expires, madeAt },
    daysLeft: expires === null ? null : dayNumber(expires) - dayNumber(today),
    outcome: judged,
    isNew: seenAt === null || madeAt > seenAt,
  };
}

const OPEN = ['proposed', 'snoozed'];
const ACTS = ['make', 'buy', 'list', 'hold', 'watch'];

/** Open ones by what is to be done and by when; then the others, the latest first. */
export function inOrder(directives: readonly Directive[]): Directive[] {
  const isOpen = ({ state }: Directive) => OPEN.includes(state);
  const kind = ({ action }: Directive) => Math.max(0, ACTS.indexOf(action) - 2);
  const open = directives
    .filter(isOpen)
    .sort(
      (a, b) =>
        OPEN.indexOf(a.state) - OPEN.indexOf(b.state) ||
        kind(a) - kind(b) ||
        compare(a.expires ?? '9', b.expires ?? '9') ||
        compare(a.id, b.id),
    );
  const others = directives.filter((one) => !isOpen(one)).sort((a, b) => compare(b.madeAt, a.madeAt));
  return [...open, ...others];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function dayNumber(day: string): number {
  return readDay(day)?.day ?? 0;
}
