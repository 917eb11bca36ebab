import { dayWords } from '../../../shared/domain/dayWords.ts';
import type { Decision, DirectiveState } from '../../../shared/domain/directive.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Decided, DirectiveRecord } from './directiveRecord.ts';

/*
 *            accept              proposed ── its last day is over, or another takes its place ──▶ expired
 *  proposed ────────▶ accepted      ▲                                                                │
 *     │ dismiss                     │ its day has come                                               │
 *     ├────────▶ dismissed       snoozed ◀── snooze ── proposed                                      │
 *     ▼                                                                                              ▼
 *  undo leads from each of the three back to proposed.       judged ◀── its sales are known, from any but a replaced one
 */

type Standing = Pick<DirectiveRecord, 'told' | 'superseded' | 'decided' | 'judged'>;

/** What it is on a day: nothing has to run for a snooze to end or a deadline to pass. */
export function stateOn(today: string, { told, superseded, decided, judged }: Standing): DirectiveState {
  if (judged !== null) return 'judged';
  if (decided?.is === 'accepted' || decided?.is === 'dismissed') return decided.is;
  if (superseded !== null || (told.expires !== null && told.expires < today)) return 'expired';
  return decided?.is === 'snoozed' && (decided.until ?? '') > today ? 'snoozed' : 'proposed';
}

/** What is then on record; null after an undo. */
export function decide(
  record: DirectiveRecord,
  decision: Decision,
  { today, at }: { readonly today: string; readonly at: string },
): Result<Decided | null> {
  const state = stateOn(today, record);
  const refused = (message: string, next: string) => fail('BAD_INPUT', { message, next, subject: record.id });
  if (state === 'judged')
    return refused(
      'What came of this directive is known already, so nothing is left to decide.',
      'Look at what was sold beside what was expected.',
    );
  if (decision.is === 'undo')
    return record.decided === null
      ? refused(
          'Nothing was decided about this directive, so there is nothing to undo.',
          'Decide about it first.',
        )
      : ok(null);
  if (state === 'expired')
    return refused(
      'This directive has expired: acting on it would come too late.',
      'Make the brief anew, and look for a directive that is still open.',
    );
  switch (decision.is) {
    case 'accept':
      return ok({ is: 'accepted', at, until: null, note: '' });
    case 'dismiss':
      return ok({ is: 'dismissed', at, until: null, note: decision.note });
    case 'snooze':
      return decision.until <= today
        ? refused(
            `${dayWords(decision.until)} isn’t after ${dayWords(today)}, the day that counts as today.`,
            'Choose a later day.',
          )
        : ok({ is: 'snoozed', at, until: decision.until, note: '' });
  }
}
