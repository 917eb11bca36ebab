import type { Directive } from '../../../shared/contract/brief.ts';
import type { Decision } from '../../../shared/domain/directive.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store, WriteSession } from '../../warehouse/store.ts';
import { dayOf } from '../models/screens/quality/days.ts';
import { readBriefFile } from './briefFiles.ts';
import { type DirectiveRecord, directiveRecord, keepRecord } from './directiveRecord.ts';
import { decide, stateOn } from './directiveState.ts';
import { madeBrief } from './madeBrief.ts';
import { shownDirective } from './shownDirective.ts';
import { lastVisit } from './visits.ts';

export interface BriefPlace {
  readonly store: Store;
  /** Of the workspace. */
  readonly folder: string;
}

/** On record and in the relation that reports read, in one transaction. */
export async function decideDirective(
  { store, folder }: BriefPlace,
  { id, decision }: { readonly id: string; readonly decision: Decision },
  { now, zone }: { readonly now: Date; readonly zone: string },
): Promise<Result<Directive>> {
  const file = await readBriefFile(folder);
  return store.write(
    async (session) => {
      const record = await directiveRecord(store, session, id);
      if (!record.ok) return record;
      if (record.value === null) return unknown(id);
      const made = await madeBrief({ engine: store.engine, query: session.query }, record.value.study);
      if (!made.ok) return made;
      const today = made.value?.asOf ?? dayOf(now, zone);
      const decided = decide(record.value, decision, { today, at: now.toISOString() });
      if (!decided.ok) return decided;
      const after: DirectiveRecord = { ...record.value, decided: decided.value };
      const kept = await keepRecord(store, session, after);
      if (!kept.ok) return kept;
      if (file.ok && file.value !== null) {
        const told = await tellRelation(session, store.quote(file.value.into), after, today);
        if (!told.ok) return told;
      }
      const visit = await lastVisit({ engine: store.engine, query: session.query }, after.study);
      return visit.ok ? ok(shownDirective(after, today, visit.value?.at ?? null)) : visit;
    },
    { priority: 'interactive' },
  );
}

async function tellRelation(
  session: WriteSession,
  relation: string,
  record: DirectiveRecord,
  today: string,
): Promise<Result<void>> {
  const { id, decided } = record;
  const done = await session.execute(
    `update ${relation} set "state" = ?, "decided" = ?, "note" = ? where "id" = ?`,
    [stateOn(today, record), decided?.is ?? null, decided?.note || null, id],
  );
  return done.ok ? ok(undefined) : done;
}

function unknown(id: string): Result<never> {
  return fail('BAD_INPUT', {
    message: 'No such directive is on record.',
    next: 'Read the brief again, and decide about one that it shows.',
    subject: id,
  });
}
