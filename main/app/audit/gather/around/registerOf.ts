import { basename } from 'node:path';
import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Common, Control, RefusedRow, Source } from '../../../../audit/packages/material/common.ts';
import type { LoadEntry } from '../../../../warehouse/loads.ts';
import type { AuditSurroundings } from '../../surroundings.ts';

const TAKE = 500;
const MOST_REFUSED = 1_000;
/** Of merged and expired relations, and those that are copied on: what came need not be what lies there. */
const KEEPS_ALL = new Set(['append', 'replace']);

export type Register = Pick<Common, 'sources' | 'refused' | 'controls'>;

/** The loads whose records lie in these relations, and whether as many lie there as the ledger says came. */
export async function registerOf(
  { warehouse }: AuditSurroundings,
  relations: readonly RelationName[],
  signal: AbortSignal,
): Promise<Result<Register>> {
  const sources: Source[] = [];
  const controls: Control[] = [];
  for (const relation of relations) {
    const present = await loadsIn(warehouse, relation, signal);
    if (!present.ok) return present;
    const entries = await entriesOf(warehouse, relation);
    if (!entries.ok) return entries;
    const held = entries.value.filter(({ load }) => present.value.has(load));
    for (const entry of held) sources.push(sourceOf(entry, present.value.get(entry.load) ?? null));
    if (held.length > 0) controls.push(ledgerControl(relation, held));
  }
  sources.sort((a, b) => a.load - b.load);
  const refused = await refusedOf(warehouse, sources);
  return refused.ok ? ok({ sources, controls, refused: refused.value }) : refused;
}

type Records = NonNullable<Source['records']>;

async function loadsIn(
  { store }: AuditSurroundings['warehouse'],
  relation: RelationName,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<number, Records>>> {
  const there = await store.describe(relation, { signal });
  if (!there.ok) return there;
  const names = new Set(there.value?.columns.map(({ name }) => name));
  if (!names.has('_load') || !names.has('_row')) return ok(new Map());
  const read = await store.query(
    `select "_load", count(*), min("_row"), max("_row") from ${store.quote(relation)} group by "_load"`,
    [],
    { signal, priority: 'background' },
  );
  if (!read.ok) return read;
  return ok(
    new Map(
      read.value.rows.map(([load, used, first, last]) => [
        Number(load),
        { used: Number(used), first: Number(first), last: Number(last) },
      ]),
    ),
  );
}

async function entriesOf(
  { loads }: AuditSurroundings['warehouse'],
  relation: RelationName,
): Promise<Result<readonly LoadEntry[]>> {
  const entries: LoadEntry[] = [];
  for (let skip = 0; ; skip += TAKE) {
    const page = await loads.ledger({ relation, skip, take: TAKE });
    if (!page.ok) return page;
    entries.push(...page.value);
    if (page.value.length < TAKE) return ok(entries);
  }
}

export function sourceOf(entry: LoadEntry, records: Source['records']): Source {
  const { load, source, stream, relation, at, disposition, rows, rejected, file, sha256 } = entry;
  return {
    ...{ load, source, stream, relation, at: new Date(at).toISOString(), disposition, rows, sha256, records },
    refused: rejected,
    // Its folder is of a machine, and nobody else's.
    file: file === null ? null : basename(file.replaceAll('\\', '/')),
    schemaVersion: entry.schemaVersion,
  };
}

function ledgerControl(relation: RelationName, held: readonly LoadEntry[]): Control {
  const all = held.every(({ disposition }) => KEEPS_ALL.has(disposition));
  return {
    ...{ id: `came ${relation}`, stage: 'source', of: relation, what: 'rows that came' },
    value: { is: 'stored', value: held.reduce((sum, { rows }) => sum + rows, 0) },
    against: all ? `rows ${relation}` : null,
    told: all
      ? `As the ledger of loads has them, of ${held.length} ${held.length === 1 ? 'load' : 'loads'}.`
      : 'As the ledger has them. Later loads replaced records of earlier ones by their key, so that fewer lie there.',
  };
}

async function refusedOf(
  { loads }: AuditSurroundings['warehouse'],
  sources: readonly Source[],
): Promise<Result<RefusedRow[]>> {
  const refused: RefusedRow[] = [];
  for (const { load } of sources.filter((one) => (one.refused ?? 0) > 0)) {
    const page = await loads.rejected(load, { skip: 0, take: MOST_REFUSED - refused.length });
    if (!page.ok) return page;
    for (const { ordinal, line, reason, record } of page.value)
      refused.push({ load, ordinal, line: line ?? null, reason, record });
    if (refused.length >= MOST_REFUSED) break;
  }
  return ok(refused);
}
