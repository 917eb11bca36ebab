import type { RelationName } from '../../../../shared/domain/relation.ts';
import type { Connection } from './connection.ts';
import { quoteName } from './names.ts';
import { forget, moveEntries } from './registry.ts';
import { find, needed } from './relations.ts';

interface Pair {
  readonly shadow: RelationName;
  readonly target: RelationName;
}

/**
 * The old renaming leaves the text of views alone, so those that read a target by its name go on reading it, even in the
 * moment between its drop and the rename. Views that read a shadow are rewritten afterwards to read what it became.
 */
export function replaceAll(connection: Connection, pairs: readonly Pair[]): void {
  for (const { shadow } of pairs) needed(connection, shadow);
  connection.db.pragma('legacy_alter_table = ON');
  try {
    for (const pair of pairs) takePlace(connection, pair);
    for (const view of viewsOver(connection, pairs)) recreate(connection, view, rewritten(view.sql, pairs));
  } finally {
    connection.db.pragma('legacy_alter_table = OFF');
  }
}

function takePlace(connection: Connection, { shadow, target }: Pair): void {
  const old = find(connection, target);
  if (old !== null) connection.db.exec(`drop ${old.type} ${quoteName(target)}`);
  forget(connection, target);
  const view = viewSql(connection, shadow);
  if (view === null) {
    connection.db.exec(`alter table ${quoteName(shadow)} rename to ${quoteName(target)}`);
  } else {
    // A view can't be renamed.
    connection.db.exec(`drop view ${quoteName(shadow)}`);
    connection.db.exec(`create view ${quoteName(target)} as ${bodyOf(view)}`);
  }
  moveEntries(connection, shadow, target);
}

interface View {
  readonly name: string;
  readonly sql: string;
}

function viewsOver(connection: Connection, pairs: readonly Pair[]): View[] {
  const views = connection
    .statement(`select name, sql from sqlite_master where type = 'view'`)
    .all() as View[];
  return views.filter((view) => pairs.some(({ shadow }) => view.sql.includes(quoteName(shadow))));
}

function rewritten(sql: string, pairs: readonly Pair[]): string {
  return pairs.reduce(
    (text, { shadow, target }) => text.replaceAll(quoteName(shadow), quoteName(target)),
    sql,
  );
}

function recreate(connection: Connection, view: View, sql: string): void {
  connection.db.exec(`drop view ${quoteName(view.name)}`);
  connection.db.exec(`create view ${quoteName(view.name)} as ${bodyOf(sql)}`);
}

function viewSql(connection: Connection, name: string): string | null {
  const sql = connection
    .statement(`select sql from sqlite_master where type = 'view' and name = ?`)
    .pluck(true)
    .get(name);
  return typeof sql === 'string' ? sql : null;
}

const HEAD =
  /^\s*create\s+view\s+(?:if\s+not\s+exists\s+)?(?:"(?:[^"]|"")*"|\[[^\]]*\]|`[^`]*`|[\w.]+)\s*(\([^)]*\)\s*)?as\s/i;

/** What a view is made of, without its name. */
export function bodyOf(sql: string): string {
  return sql.replace(HEAD, '');
}
