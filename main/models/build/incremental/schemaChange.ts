import type { FoundColumn } from '../../../warehouse/builds.ts';
import type { Engine } from '../../../warehouse/store.ts';
import { quoted } from '../../sql/quoted.ts';

/** How the columns of a model's SQL differ from those of the table it fills. */
export interface SchemaChange {
  readonly added: readonly FoundColumn[];
  readonly removed: readonly string[];
  readonly retyped: readonly { readonly name: string; readonly dataType: string }[];
}

/** On SQLite a declared type says how an expression was written, not what is in it: types are no difference there. */
export function schemaChange(
  source: readonly FoundColumn[],
  target: readonly FoundColumn[],
  engine: Engine,
): SchemaChange {
  const there = new Map(target.map((column) => [column.name, column]));
  const brought = new Set(source.map((column) => column.name));
  return {
    added: source.filter((column) => !there.has(column.name)),
    removed: target.filter((column) => !brought.has(column.name)).map((column) => column.name),
    retyped: source.flatMap((column) => {
      const known = there.get(column.name);
      if (engine === 'sqlite' || known === undefined || known.dataType === column.dataType) return [];
      return widensTo(column, known) === null ? [{ name: column.name, dataType: column.dataType }] : [];
    }),
  };
}

export function differs(change: SchemaChange): boolean {
  return change.added.length + change.removed.length + change.retyped.length > 0;
}

/** Texts the model has become too long for: widened before anything else, whatever on_schema_change says. */
export function widened(
  source: readonly FoundColumn[],
  target: readonly FoundColumn[],
  engine: Engine,
): SchemaChange['retyped'] {
  if (engine === 'sqlite') return [];
  const brought = new Map(source.map((column) => [column.name, column]));
  return target.flatMap((column) => {
    const longer = brought.get(column.name);
    const dataType = longer === undefined ? null : widensTo(column, longer);
    return dataType === null ? [] : [{ name: column.name, dataType }];
  });
}

/** The type a text column takes to hold a longer one; null when it need not or can't. A text without a length counts as 256, as in dbt. */
function widensTo(column: FoundColumn, longer: FoundColumn): string | null {
  const from = textLength(column.dataType);
  const to = textLength(longer.dataType);
  return from !== null && to !== null && to > from ? `character varying(${to})` : null;
}

function textLength(dataType: string): number | null {
  const match = /^(?:text|character varying|varchar|character|char)(?:\((\d+)\))?$/i.exec(dataType.trim());
  if (match === null) return null;
  return match[1] === undefined ? 256 : Number(match[1]);
}

/** On a table that no reader sees yet. A column of a new type goes to the end, as in dbt. */
export function alterStatements(change: SchemaChange, table: string, engine: Engine): string[] {
  const cascade = engine === 'postgres' ? ' cascade' : '';
  return [
    ...change.added.map(
      (column) => `alter table ${table} add column ${quoted(column.name)} ${column.dataType}`,
    ),
    ...change.removed.map((name) => `alter table ${table} drop column ${quoted(name)}${cascade}`),
    ...change.retyped.flatMap(({ name, dataType }) => {
      const beside = quoted(`${name}__dbt_alter`);
      return [
        `alter table ${table} add column ${beside} ${dataType}`,
        `update ${table} set ${beside} = ${quoted(name)}`,
        `alter table ${table} drop column ${quoted(name)}${cascade}`,
        `alter table ${table} rename column ${beside} to ${quoted(name)}`,
      ];
    }),
  ];
}

/** For a person: `email is new, channel is gone, amount would be numeric(10,2)`. */
export function changeInWords(change: SchemaChange): string {
  return [
    ...change.added.map((column) => `${column.name} is new`),
    ...change.removed.map((name) => `${name} is gone`),
    ...change.retyped.map(({ name, dataType }) => `${name} would be ${dataType}`),
  ].join(', ');
}
