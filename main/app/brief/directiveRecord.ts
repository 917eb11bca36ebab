import * as z from 'zod';
import {
  CostOfBeingWrong,
  DirectiveEvidence,
  DirectiveOutcome,
  ExpectedEffect,
  PairTold,
} from '../../../shared/contract/brief.ts';
import { Day, DirectiveAction } from '../../../shared/domain/directive.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Rows, Store, WriteSession } from '../../warehouse/store.ts';
import { labelledPair } from './labelledPair.ts';

/** A directive as it was told, which doesn't change any more once somebody decided about it. */
export const ToldDirective = z.object({
  action: DirectiveAction,
  about: PairTold,
  sentence: z.string(),
  evidence: DirectiveEvidence,
  threshold: z.string(),
  effect: ExpectedEffect,
  /** Units foreseen without the spike, against which sales are held later. */
  without: z.number().nullable(),
  cost: CostOfBeingWrong,
  onset: Day,
  expires: Day.nullable(),
  followsOn: Day.nullable(),
});
export type ToldDirective = z.infer<typeof ToldDirective>;

export const Decided = z.object({
  is: z.enum(['accepted', 'snoozed', 'dismissed']),
  at: z.string(),
  until: Day.nullable(),
  note: z.string(),
});
export type Decided = z.infer<typeof Decided>;

export interface DirectiveRecord {
  readonly id: string;
  readonly study: string;
  readonly madeAt: string;
  readonly told: ToldDirective;
  /** Since when another takes its place, or nothing speaks for it any more. */
  readonly superseded: string | null;
  readonly decided: Decided | null;
  readonly judged: DirectiveOutcome | null;
}

/** The latest are kept in sight; older ones stay in the warehouse. */
const MOST = 2_000;
const COLUMNS = ['id', 'study', 'made_at', 'told', 'superseded', 'decided', 'judged'] as const;
const LISTED = COLUMNS.map((name) => `"${name}"`).join(', ');

interface Reader {
  query(sql: string, params?: readonly string[]): Promise<Result<Rows>>;
}

/** The latest first. */
export async function directiveRecords(
  store: Pick<Store, 'engine'>,
  reader: Reader,
  study: string,
): Promise<Result<readonly DirectiveRecord[]>> {
  const read = await reader.query(
    `select ${LISTED} from ${internalTable(store, 'directives')} where "study" = ? order by "made_at" desc, "id" limit ${MOST}`,
    [study],
  );
  return read.ok ? ok(recordsOf(read.value)) : read;
}

export async function directiveRecord(
  store: Pick<Store, 'engine'>,
  reader: Reader,
  id: string,
): Promise<Result<DirectiveRecord | null>> {
  const read = await reader.query(
    `select ${LISTED} from ${internalTable(store, 'directives')} where "id" = ?`,
    [id],
  );
  return read.ok ? ok(recordsOf(read.value)[0] ?? null) : read;
}

export async function keepRecord(
  store: Pick<Store, 'engine'>,
  session: WriteSession,
  record: DirectiveRecord,
): Promise<Result<void>> {
  const { id, study, madeAt, told, superseded, decided, judged } = record;
  const kept = await session.execute(
    `insert into ${internalTable(store, 'directives')} (${LISTED}) values (?, ?, ?, ?, ?, ?, ?)
      on conflict ("id") do update set ${COLUMNS.slice(3)
        .map((name) => `"${name}" = excluded."${name}"`)
        .join(', ')}`,
    [id, study, madeAt, JSON.stringify(told), superseded, text(decided), text(judged)],
  );
  return kept.ok ? ok(undefined) : kept;
}

function text(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function labelled(told: ToldDirective): ToldDirective {
  return { ...told, about: labelledPair(told.about) };
}

function recordsOf({ rows }: Rows): DirectiveRecord[] {
  return rows.map(([id, study, madeAt, told, superseded, decided, judged]) => ({
    ...{ id: String(id), study: String(study), madeAt: String(madeAt) },
    told: ToldDirective.parse(labelled(JSON.parse(String(told)))),
    superseded: superseded == null ? null : String(superseded),
    decided: decided == null ? null : Decided.parse(JSON.parse(String(decided))),
    judged: judged == null ? null : DirectiveOutcome.parse(JSON.parse(String(judged))),
  }));
}
