import type { Column } from '../../../shared/domain/column.ts';
import type { Work } from '../../../shared/domain/job.ts';
import { type RelationName, relationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { LoadPlan } from '../loads.ts';
import type { RowSource, Store } from '../store.ts';
import { checkKey } from './finish.ts';
import { type ColumnFit, fitColumns, isStraight, misfits, quoted, selections } from './fitColumns.ts';
import { type LandingContext, LOAD_COLUMN, type Place, SHADOW } from './landing.ts';
import { splitOutcome } from './outcome.ts';
import { LINEAGE } from './relationShape.ts';
import { type Fault, setAside } from './setAside.ts';
import type { OpenLanding } from './transact.ts';

type Open = OpenLanding & {
  readonly context: LandingContext;
  readonly store: Store;
  readonly work: Work | undefined;
};

/**
 * Typed rows, made beside the writer. They go straight to their place when every column fits it as it is; otherwise through
 * a table of the load, from where the store itself converts what loses nothing, sends the rest to variants or sets it aside.
 */
export async function landRows(
  plan: LoadPlan,
  columns: readonly Column[],
  source: RowSource,
  open: Open,
): Promise<Result<unknown>> {
  const { root, landing, quarantine, session, store } = open;
  const { fits, refused } = fitColumns(root, columns, plan.contract);
  if (refused !== null) return refusal(plan, refused);
  const keyed = plan.disposition === 'merge' ? checkKey(root, plan.key ?? []) : ok(undefined);
  if (!keyed.ok) return keyed;
  const ready = await landing.ready(root);
  if (!ready.ok) return ready;
  const place = ready.value;

  const made = isStraight(fits)
    ? await insertStraight(plan, fits, source, open, place)
    : await insertSifted(plan, columns, fits, source, open, place);
  if (!made.ok) return made;
  const { rejected, rejectedRows, rest } = splitOutcome(made.value);
  for await (const slice of rejected) {
    const kept = await quarantine.put(slice);
    if (!kept.ok) return kept;
  }
  quarantine.countTo(rejectedRows ?? 0);
  if (plan.disposition === 'merge') {
    const keyless = (plan.key ?? []).map((name) => ({
      condition: `${quoted(name)} is null`,
      reason: `has no value in ${name}, which is its key`,
    }));
    const aside = await setAside(
      session,
      quarantine,
      store.quote(place.into),
      columnsHere(root.columns),
      keyless,
    );
    if (!aside.ok) return aside;
  }
  return ok(rest);
}

async function insertStraight(
  plan: LoadPlan,
  fits: readonly ColumnFit[],
  source: RowSource,
  open: Open,
  place: Place,
): Promise<Result<unknown>> {
  const names = fits.map(({ to, from }) => to ?? from.name);
  const inserted = await insertFrom(plan, place.into, names, source, open);
  if (!inserted.ok) return inserted;
  place.rows = inserted.value.rows;
  return ok(inserted.value.outcome);
}

async function insertSifted(
  plan: LoadPlan,
  columns: readonly Column[],
  fits: readonly ColumnFit[],
  source: RowSource,
  open: Open,
  place: Place,
): Promise<Result<unknown>> {
  const { session, store, quarantine, context } = open;
  const sieve = relationName('raw', `${SHADOW}${context.load}_${context.random(6).toString('hex')}`);
  const loose = columns.map((column) => ({ ...column, nullable: true }));
  const created = await session.createTable({ name: sieve, columns: [LOAD_COLUMN, ...LINEAGE, ...loose] });
  if (!created.ok) return created;
  const inserted = await insertFrom(
    plan,
    sieve,
    columns.map(({ name }) => name),
    source,
    open,
  );
  if (!inserted.ok) return inserted;

  const faults = plan.contract === 'discard-value' ? [] : fits.flatMap(faultOf);
  const table = store.quote(sieve);
  if (plan.contract === 'freeze' && faults.length > 0) {
    const [fault] = faults;
    const any = await session.query(
      `select 1 from ${table} where ${faults.map(({ condition }) => condition).join(' or ')} limit 1`,
    );
    if (!any.ok) return any;
    if (any.value.rows.length > 0) return refusal(plan, `a row ${fault?.reason ?? 'does not fit'}`);
  }
  const aside = await setAside(session, quarantine, table, columns, faults);
  if (!aside.ok) return aside;
  const chosen = selections(fits);
  const into = ['_load', '_row', ...chosen.keys()].map(quoted).join(', ');
  const from = ['"_load"', '"_row"', ...chosen.values()].join(', ');
  const moved = await session.execute(
    `insert into ${store.quote(place.into)} (${into}) select ${from} from ${table} order by "_row"`,
  );
  if (!moved.ok) return moved;
  place.rows = moved.value;
  const dropped = await session.drop(sieve);
  return dropped.ok ? ok(inserted.value.outcome) : dropped;
}

function insertFrom(
  plan: LoadPlan,
  into: RelationName,
  names: readonly string[],
  source: RowSource,
  { session, context, work }: Open,
) {
  const signals = [source.signal, work?.signal].filter((signal) => signal !== undefined);
  return session.insertFrom(into, names, {
    ...source,
    constants: { ...source.constants, _load: BigInt(context.load) },
    ordinal: '_row',
    ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
    onProgress: (progress) => {
      source.onProgress?.(progress);
      const { rows, bytes, totalBytes } = progress;
      work?.report({
        step: `Landing ${plan.relation}: ${rows.toLocaleString('en')} rows`,
        done: bytes,
        ...(totalBytes !== undefined && { total: totalBytes }),
        unit: 'bytes',
      });
    },
  });
}

function faultOf(fit: ColumnFit): Fault[] {
  const condition = misfits(fit);
  if (condition === null) return [];
  const { name, type } = fit.from;
  const reason =
    fit.to === null
      ? `has a value in ${name}, for which there is no column`
      : `has ${type.kind} in ${name}, which can't be read as its column without a loss`;
  return [{ condition, reason }];
}

function columnsHere(columns: readonly Column[]): Column[] {
  return columns.filter(({ name }) => name !== '_row');
}

function refusal(plan: LoadPlan, why: string): Result<never> {
  return fail('LOAD_REFUSED', {
    message: `Nothing was loaded into ${plan.relation}: ${why}.`,
    next: 'Correct the mapping, or choose a contract that lets it in: evolve, discard-row or discard-value.',
    subject: plan.relation,
  });
}
