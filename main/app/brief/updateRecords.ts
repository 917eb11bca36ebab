import type { DirectiveAction } from '../../../shared/domain/directive.ts';
import type { Judgement } from '../../insight/directives/judge.ts';
import { MERGE_DAYS } from '../../insight/directives/spikes.ts';
import { readDay } from '../../insight/series/dayNumber.ts';
import type { DirectiveRecord, ToldDirective } from './directiveRecord.ts';
import { stateOn } from './directiveState.ts';
import { idOf } from './toldDirective.ts';

export interface MakingOf {
  readonly study: string;
  /** ISO, UTC. */
  readonly at: string;
  /** The day that counts as today. */
  readonly asOf: string;
  /** Null while what it speaks of isn't over. */
  readonly judge: (record: DirectiveRecord) => Judgement | null;
}

/**
 * What is on record after a brief was made: new directives, those told again, those that another took the place of, those
 * that can be judged now. Only what changes is returned. What a person decided about stays as it was told to them.
 */
export function updateRecords(
  before: readonly DirectiveRecord[],
  told: readonly ToldDirective[],
  making: MakingOf,
): DirectiveRecord[] {
  const after = new Map(before.map((record) => [record.id, record]));
  const kept = new Set<string>();
  for (const one of told) {
    const same = { ...one, onset: onsetKnown(before, one) };
    const id = idOf(making.study, same);
    if (isDecidedAlready(before, same, id)) continue;
    kept.add(id);
    const there = after.get(id);
    if (there === undefined)
      after.set(id, {
        ...{ id, study: making.study, madeAt: making.at, told: same },
        ...{ superseded: null, decided: null, judged: null },
      });
    else if (isOpen(there, making.asOf)) after.set(id, { ...there, told: same, superseded: null });
  }
  for (const record of before) {
    if (kept.has(record.id) || !isOpen(record, making.asOf) || record.superseded !== null) continue;
    after.set(record.id, { ...record, superseded: making.at });
  }
  for (const record of after.values()) {
    if (record.judged !== null || !isJudged(record)) continue;
    const came = making.judge(record);
    if (came !== null) after.set(record.id, { ...record, judged: { ...came, at: making.at } });
  }
  const then = new Map(before.map((record) => [record.id, JSON.stringify(record)]));
  return [...after.values()].filter((record) => JSON.stringify(record) !== then.get(record.id));
}

const ACTS: readonly DirectiveAction[] = ['make', 'buy', 'list'];

/** A model that is learned anew may move an onset by a day or two: it is the same spike all the same. */
function onsetKnown(before: readonly DirectiveRecord[], { about, onset }: ToldDirective): string {
  const near = before.find(
    ({ told }) => samePair(told, about) && Math.abs(number(told.onset) - number(onset)) <= MERGE_DAYS,
  );
  return near?.told.onset ?? onset;
}

/** Who accepted to make more isn't asked to buy more a few days later, for the same spike. */
function isDecidedAlready(before: readonly DirectiveRecord[], one: ToldDirective, id: string): boolean {
  return before.some(
    ({ id: other, told, decided }) =>
      other !== id &&
      (decided?.is === 'accepted' || decided?.is === 'dismissed') &&
      samePair(told, one.about) &&
      told.onset === one.onset &&
      ACTS.includes(told.action) &&
      ACTS.includes(one.action),
  );
}

/** Undecided, and not over: it is told as things are now. */
function isOpen(record: DirectiveRecord, asOf: string): boolean {
  if (record.decided?.is === 'accepted' || record.decided?.is === 'dismissed' || record.judged !== null)
    return false;
  return record.superseded !== null || stateOn(asOf, record) !== 'expired';
}

/** What another took the place of would count the same spike twice, unless somebody decided about it. */
function isJudged({ told, superseded, decided }: DirectiveRecord): boolean {
  return ACTS.includes(told.action) && (superseded === null || decided !== null);
}

function samePair(told: Pick<ToldDirective, 'about'>, about: ToldDirective['about']): boolean {
  return told.about.signal === about.signal && told.about.outcome === about.outcome;
}

function number(day: string): number {
  return readDay(day)?.day ?? 0;
}
