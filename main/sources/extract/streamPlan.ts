import type { Column } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Contract, Disposition, LoadPlan } from '../../warehouse/loads.ts';
import type { StreamWish } from '../connectors/sourceFile.ts';
import { columnTypeOf, type StreamExtras } from '../connectors/streamExtras.ts';
import type { StreamFacts, SyncMode } from '../source.ts';
import { columnOf } from './relationOf.ts';

/** The field that says which day a snapshot is of. */
export const SNAPSHOT_DAY = 'snapshot_day';

export interface StreamPlan {
  readonly stream: string;
  readonly mode: SyncMode;
  readonly load: LoadPlan;
  /** Begins where it stopped; otherwise from the start. */
  readonly continues: boolean;
  /** Commits as it goes; otherwise once, when all is there. */
  readonly piecewise: boolean;
  readonly snapshot: boolean;
  /** Whether reading moves the stream's state. */
  readonly movesState: boolean;
}

interface Asked {
  readonly source: string;
  readonly relation: RelationName;
  readonly facts: StreamFacts;
  readonly extras: StreamExtras | undefined;
  readonly wish: StreamWish | undefined;
  readonly contract: Contract;
  readonly fullRefresh: boolean;
  readonly backfill: boolean;
}

export function planStream(asked: Asked): Result<StreamPlan> {
  const { source, relation, facts, extras, wish, fullRefresh, backfill } = asked;
  const stream = facts.name;
  const mode = wish?.sync ?? (facts.syncModes.includes('incremental') ? 'incremental' : 'full_refresh');
  if (!facts.syncModes.includes(mode))
    return refuse(stream, `can't be read ${mode === 'incremental' ? 'incrementally' : 'in full'}`);
  const snapshot = extras?.daily_snapshot === true;
  const key = [...facts.primaryKey.map(columnOf), ...(snapshot ? [SNAPSHOT_DAY] : [])];
  const keyed = facts.primaryKey.length > 0;
  const usual = wish?.disposition ?? extras?.disposition ?? usualDisposition(mode, keyed, snapshot);
  if ((usual === 'merge' || snapshot) && !keyed)
    return refuse(stream, `has no primary key, so it can't be ${snapshot ? 'kept day by day' : 'merged'}`);
  if (backfill && usual !== 'merge')
    return refuse(stream, `is not merged by a key, so a range of the past would be there twice`);
  // What is kept day by day can't be had again: a full refresh of it reads today anew.
  const disposition: Disposition = fullRefresh && !snapshot ? 'replace' : usual;
  const declared = declaredColumns(extras);
  return ok({
    stream,
    mode,
    load: {
      source,
      stream,
      relation,
      disposition,
      contract: asked.contract,
      ...(disposition === 'merge' && { key }),
      ...(disposition === 'merge' && extras?.hard_delete && { hardDelete: columnOf([extras.hard_delete]) }),
      ...(declared.length > 0 && { declared }),
    },
    continues: !fullRefresh && !backfill && disposition !== 'replace',
    piecewise: disposition !== 'replace',
    snapshot,
    movesState: !backfill,
  });
}

function usualDisposition(mode: SyncMode, keyed: boolean, snapshot: boolean): Disposition {
  if (snapshot) return 'merge';
  if (mode === 'full_refresh') return 'replace';
  return keyed ? 'merge' : 'append';
}

function declaredColumns(extras: StreamExtras | undefined): Column[] {
  const columns = Object.entries(extras?.columns ?? {}).map(([field, type]): Column => {
    return { name: columnOf(field.split('.')), type: columnTypeOf(type), nullable: true };
  });
  const day: Column = { name: SNAPSHOT_DAY, type: { kind: 'day' }, nullable: true };
  return extras?.daily_snapshot === true ? [...columns, day] : columns;
}

function refuse(stream: string, why: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `${stream} ${why}.`,
    next: 'Choose another way to keep this stream in the source’s file, under streams.',
    subject: stream,
  });
}
