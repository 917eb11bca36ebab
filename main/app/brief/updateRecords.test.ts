import { describe, expect, it } from 'vitest';
import type { DirectiveAction } from '../../../shared/domain/directive.ts';
import type { Judgement } from '../../insight/directives/judge.ts';
import type { DirectiveRecord, ToldDirective } from './directiveRecord.ts';
import { stateOn } from './directiveState.ts';
import { updateRecords } from './updateRecords.ts';

function told(action: DirectiveAction, expires: string, onset = '2026-03-01'): ToldDirective {
  const about = {
    ...{ signal: 's', outcome: 'o', platform: null, category: null, trend: null, product: null },
    ...{ signalLabel: 's', outcomeLabel: 'o', trendLabel: null, productLabel: null },
  };
  const spike = { day: onset, z: 5, threshold: 3.5, value: null, expected: null };
  return {
    ...{
      action,
      about,
      sentence: action,
      threshold: '',
      onset,
      expires,
      followsOn: '2026-03-15',
      without: null,
    },
    evidence: {
      verdict: 'confirmed',
      lead: null,
      r: null,
      q: null,
      finding: '',
      version: 1,
      also: [],
      spike,
    },
    effect: { days: null, units: null, money: null, currency: null, coverage: null, why: 'none' },
    cost: { tooManyMinor: null, missedMinor: null, currency: null, why: 'none' },
  };
}

/** The records after each brief, one after the other. */
function briefed(
  before: readonly DirectiveRecord[],
  asOf: string,
  tolds: readonly ToldDirective[],
  judge: () => Judgement | null = () => null,
): DirectiveRecord[] {
  const changed = updateRecords(before, tolds, { study: 'x', at: `${asOf}T06:00:00.000Z`, asOf, judge });
  const known = new Map([...before, ...changed].map((record) => [record.id, record]));
  return [...known.values()];
}

const states = (records: readonly DirectiveRecord[], today: string) =>
  records.map((record) => `${record.told.action} ${stateOn(today, record)}`);
const decided = (
  record: DirectiveRecord | undefined,
  is: 'accepted' | 'snoozed',
  until: string | null = null,
) => {
  if (record === undefined) throw new Error('it is on record');
  return { ...record, decided: { is, at: '2026-03-02T07:00:00.000Z', until, note: '' } };
};
const MAKE = told('make', '2026-03-04');
const BUY = told('buy', '2026-03-09');

describe('directives on record', () => {
  it('take the place of one another as time gets short, and only the last is judged', () => {
    const first = briefed([], '2026-03-02', [MAKE]);
    expect(states(first, '2026-03-04')).toEqual(['make proposed']);
    expect(states(first, '2026-03-05')).toEqual(['make expired']);
    const second = briefed(first, '2026-03-03', [BUY]);
    expect(states(second, '2026-03-03')).toEqual(['make expired', 'buy proposed']);
    const hit: Judgement = { is: 'hit', actualUnits: 3, sentence: 'yes' };
    expect(
      states(
        briefed(second, '2026-04-01', [], () => hit),
        '2026-04-01',
      ),
    ).toEqual(['make expired', 'buy judged']);
  });

  it('propose nothing more for a spike that somebody has decided about', () => {
    const [make] = briefed([], '2026-03-02', [MAKE]);
    const accepted = decided(make, 'accepted');
    expect(states(briefed([accepted], '2026-03-05', [BUY]), '2026-03-05')).toEqual(['make accepted']);
    const later = briefed([accepted], '2026-03-20', [told('make', '2026-03-28', '2026-03-18')]);
    expect(states(later, '2026-03-20')).toEqual(['make accepted', 'make proposed']);
  });

  it('stay themselves when the onset moves by a day, and come back when their snooze ends', () => {
    const first = briefed([], '2026-03-02', [MAKE]);
    const moved = briefed(first, '2026-03-02', [told('make', '2026-03-04', '2026-03-02')]);
    expect(moved.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    const snoozed = decided(first[0], 'snoozed', '2026-03-04');
    expect(states([snoozed], '2026-03-03')).toEqual(['make snoozed']);
    expect(states([snoozed], '2026-03-04')).toEqual(['make proposed']);
    expect(
      updateRecords(first, [MAKE], { study: 'x', at: 'later', asOf: '2026-03-02', judge: () => null }),
    ).toEqual([]);
  });
});
