import type { Connection } from '../connection.ts';
import { quoteName } from '../names.ts';
import { refuse } from '../refusal.ts';
import { moveEntries } from '../registry.ts';
import { find } from '../relations.ts';
import { bodyOf } from '../replaceAll.ts';

/** As a macro asks for it; views that read it by its old name keep their text, and fail until there is such a one again. */
export function rename(connection: Connection, { from, to }: { from: string; to: string }): void {
  const found = find(connection, from);
  if (found === null)
    throw refuse('SQL_FAILED', {
      message: `There is no ${from} to be renamed.`,
      next: 'Check the name, or build it first.',
      subject: from,
    });
  connection.db.pragma('legacy_alter_table = ON');
  try {
    if (found.type === 'table') {
      connection.db.exec(`alter table ${quoteName(from)} rename to ${quoteName(to)}`);
    } else {
      const sql = connection
        .statement(`select sql from sqlite_master where type = 'view' and name = ?`)
        .pluck(true)
        .get(from);
      connection.db.exec(`create view ${quoteName(to)} as ${bodyOf(String(sql))}`);
      connection.db.exec(`drop view ${quoteName(from)}`);
    }
  } finally {
    connection.db.pragma('legacy_alter_table = OFF');
  }
  moveEntries(connection, from, to);
}

/** The writer's connection outlives the work that made them. */
export function dropTemporary(connection: Connection): void {
  const left = connection.db
    .prepare(`select type, name from sqlite_temp_master where type in ('table', 'view')`)
    .all() as { type: string; name: string }[];
  for (const { type, name } of left) connection.db.exec(`drop ${type} temp.${quoteName(name)}`);
}
