import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted } from '../../sql/quoted.ts';
import type { SnapshotSettings } from './settings.ts';

/** What becomes of the rows of a delta: a version begins, or the one of that `dbt_scd_id` ends. */
export const CHANGE = '"~change"';

export interface SnapshotParts {
  readonly engine: Engine;
  readonly settings: SnapshotSettings;
  /** The snapshot's own query, as it runs. */
  readonly sql: string;
  /** This moment as SQL of the engine: one value throughout, so that a version begins exactly when the one before ends. */
  readonly now: string;
}

export interface KnownHistory {
  /** The table of versions, as SQL writes it, and its columns. */
  readonly live: string;
  readonly columns: readonly FoundColumn[];
  /** Columns of the snapshot's query. */
  readonly source: readonly string[];
  /** The columns whose difference makes a version under the rule `check`; null when a new one among them makes every row differ. */
  readonly checked: readonly string[] | null;
}

/** When a version begins: what the source says of it, or now. */
function since(parts: SnapshotParts): string {
  return parts.settings.rule.updatedAt ?? parts.now;
}

function hash(engine: Engine, values: readonly string[]): string {
  const type = engine === 'postgres' ? 'varchar' : 'text';
  return `md5(${values.map((value) => `coalesce(cast(${value} as ${type}), '')`).join(" || '|' || ")})`;
}

/** Where an open version ends: nowhere, in the type of the times, or where the project says. */
function openEnd(parts: SnapshotParts, at: string): string {
  const nowhere = `nullif(${at}, ${at})`;
  const { validToCurrent } = parts.settings;
  return validToCurrent === null ? nowhere : `coalesce(${nowhere}, ${validToCurrent})`;
}

/** Every row of the source as its first version. */
export function firstVersions(parts: SnapshotParts): string {
  const { settings, engine } = parts;
  const { names } = settings;
  const at = since(parts);
  const id = hash(engine, [...settings.key.parts, at]);
  return `select source_rows.*,
  ${id} as ${quoted(names.scdId)},
  ${at} as ${quoted(names.updatedAt)},
  ${at} as ${quoted(names.validFrom)},
  ${openEnd(parts, at)} as ${quoted(names.validTo)}${
    settings.hardDeletes === 'new_record' ? `,\n  'False' as ${quoted(names.isDeleted)}` : ''
  }
from (
${parts.sql}
) as source_rows`;
}

/** Versions that begin and versions that end, as rows of one relation. */
export function changesSince(parts: SnapshotParts, known: KnownHistory): string {
  const { settings, engine, now } = parts;
  const { names } = settings;
  const marks = settings.hardDeletes === 'new_record';
  const keys = settings.key.parts.map((part, at) => ({ part, name: quoted(`~key${at + 1}`) }));
  const keyed = keys.map(({ part, name }) => `(${part}) as ${name}`).join(', ');
  const same = keys.map(({ name }) => `old.${name} = fresh.${name}`).join(' and ');
  const [firstKey] = keys;
  const anyKey = firstKey?.name ?? '';
  const id = hash(engine, [...keys.map(({ name }) => `fresh.${name}`), 'fresh."~since"']);
  const changed = rowChanged(parts, known);
  const columns = known.source.map((name) => `fresh.${quoted(name)}`);
  const nothing = known.source.map(() => 'null');
  const history = [names.scdId, names.updatedAt, names.validFrom, names.validTo].map(quoted);
  const ended = (id: string, at: string) =>
    [...nothing, id, 'null', 'null', at, ...(marks ? ['null'] : [])].join(', ');
  const begin = [
    ...columns,
    `${id} as ${history[0]}`,
    `fresh."~since" as ${history[1]}`,
    `fresh."~since" as ${history[2]}`,
    `${openEnd(parts, 'fresh."~since"')} as ${history[3]}`,
    ...(marks ? [`'False' as ${quoted(names.isDeleted)}`] : []),
  ].join(', ');
  const branches = [
    `select ${begin}, 'insert' as ${CHANGE}
from fresh left join old on ${same}
where old.${anyKey} is null or ${changed}`,
    `select ${ended(`old.${quoted(names.scdId)}`, 'fresh."~since"')}, 'update'
from fresh join old on ${same}
where ${changed}`,
  ];
  if (settings.hardDeletes !== 'ignore') {
    // dbt 1.9 ends a row that says "deleted" and writes it again at every run; one such row says it all.
    const gone = `from old left join fresh on ${same}
where fresh.${anyKey} is null${marks ? ` and coalesce(old.${quoted(names.isDeleted)}, 'False') <> 'True'` : ''}`;
    branches.push(`select ${ended(`old.${quoted(names.scdId)}`, now)}, 'delete'\n${gone}`);
    if (marks) {
      const there = new Set(known.columns.map((column) => column.name));
      const last = known.source.map((name) => (there.has(name) ? `old.${quoted(name)}` : 'null'));
      const row = [
        ...last,
        hash(engine, [`old.${quoted(names.scdId)}`, now]),
        now,
        now,
        `old.${quoted(names.validTo)}`,
        "'True'",
      ];
      branches.push(`select ${row.join(', ')}, 'insert'\n${gone}`);
    }
  }
  return `with fresh as (
select source_rows.*, ${keyed}, ${since(parts)} as "~since"
from (
${parts.sql}
) as source_rows
),
old as (
select versions.*, ${keyed}
from ${known.live} as versions
where ${isOpen(settings, `versions.${quoted(names.validTo)}`)}
)
${branches.join('\nunion all\n')}`;
}

function isOpen(settings: SnapshotSettings, validTo: string): string {
  const { validToCurrent } = settings;
  return validToCurrent === null
    ? `${validTo} is null`
    : `(${validTo} is null or ${validTo} = ${validToCurrent})`;
}

function rowChanged(parts: SnapshotParts, known: KnownHistory): string {
  const { settings, engine } = parts;
  if (settings.rule.kind === 'timestamp') return `(old.${quoted(settings.names.validFrom)} < fresh."~since")`;
  if (known.checked === null) return 'old."~key1" is not null';
  const differs = engine === 'postgres' ? 'is distinct from' : 'is not';
  const differences = known.checked.map((name) => `old.${quoted(name)} ${differs} fresh.${quoted(name)}`);
  return differences.length === 0 ? '1 = 0' : `(old."~key1" is not null and (${differences.join(' or ')}))`;
}

export interface SnapshotDelta {
  readonly engine: Engine;
  readonly settings: SnapshotSettings;
  /** As SQL writes them. */
  readonly live: string;
  readonly delta: string;
  readonly columns: readonly FoundColumn[];
  /** What the delta brings to the table, in the order of the delta. */
  readonly brought: readonly string[];
  /** Of those, what the table doesn't have yet. */
  readonly added: readonly FoundColumn[];
}

/** One end a version: when a key lies twice in the source, the earlier of its two. */
function ends(delta: SnapshotDelta): string {
  const { names } = delta.settings;
  const id = quoted(names.scdId);
  const end = quoted(names.validTo);
  return `(select ${id}, min(${end}) as ${end} from ${delta.delta} where ${CHANGE} <> 'insert' group by ${id})`;
}

/** What changes the table of versions, in this order. */
export function historyStatements(delta: SnapshotDelta, target: string): string[] {
  const { settings } = delta;
  const { names } = settings;
  const id = quoted(names.scdId);
  const end = quoted(names.validTo);
  const columns = delta.brought.map(quoted).join(', ');
  return [
    ...delta.added.map(
      (column) => `alter table ${target} add column ${quoted(column.name)} ${column.dataType}`,
    ),
    `update ${target} as t set ${end} = ends.${end}
from ${ends(delta)} as ends
where ends.${id} = t.${id} and ${isOpen(settings, `t.${end}`)}`,
    `insert into ${target} (${columns})
select ${columns} from ${delta.delta} where ${CHANGE} = 'insert'`,
  ];
}

/** The table as those statements will leave it. */
export function viewOfHistory(delta: SnapshotDelta): string {
  const { settings, engine } = delta;
  const { names } = settings;
  const id = quoted(names.scdId);
  const end = quoted(names.validTo);
  const brought = new Set(delta.brought);
  const missing = (column: FoundColumn) =>
    engine === 'postgres' && column.dataType !== ''
      ? `cast(null as ${column.dataType}) as ${quoted(column.name)}`
      : `null as ${quoted(column.name)}`;
  const old = delta.columns.map((column) =>
    column.name === names.validTo
      ? `case when ends.${id} is null then t.${end} else ends.${end} end as ${end}`
      : `t.${quoted(column.name)}`,
  );
  const fresh = delta.columns.map((column) =>
    brought.has(column.name) ? `d.${quoted(column.name)}` : missing(column),
  );
  return `select ${[...old, ...delta.added.map(missing)].join(', ')}
from ${delta.live} as t
left join ${ends(delta)} as ends on ends.${id} = t.${id} and ${isOpen(settings, `t.${end}`)}
union all
select ${[...fresh, ...delta.added.map((column) => `d.${quoted(column.name)}`)].join(', ')}
from ${delta.delta} as d where d.${CHANGE} = 'insert'`;
}

/** How many keys the source has more than once, among the versions that begin. */
export function twiceBegun(settings: SnapshotSettings, relation: string, where: string): string {
  const key = settings.key.parts.map((part) => `(${part})`).join(', ');
  return `select count(*) from (select 1 as one from ${relation} where ${where} group by ${key} having count(*) > 1) as twice`;
}
