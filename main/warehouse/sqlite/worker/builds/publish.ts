import type { PublishOne } from '../../protocol.ts';
import type { Connection } from '../connection.ts';
import { quoteName } from '../names.ts';
import { refuse } from '../refusal.ts';
import { forget, moveEntries } from '../registry.ts';
import { find } from '../relations.ts';
import { bodyOf } from '../replaceAll.ts';
import { describeAs } from './describe.ts';
import { seeTypes } from './madeTypes.ts';

/** Views that can be read now: whoever publishes owes it to their owners that they still can afterwards. */
export function readableViews(connection: Connection): string[] {
  const names = connection
    .statement(
      `select name from sqlite_master where type = 'view' and name not glob '_candidates.*' order by name`,
    )
    .pluck(true)
    .all() as string[];
  return names.filter((name) => whyUnreadable(connection, name) === null);
}

/** After everything has its place: each of these must be readable. */
export function demandReadable(connection: Connection, views: readonly string[]): void {
  for (const name of views) {
    if (find(connection, name)?.type !== 'view') continue;
    const why = whyUnreadable(connection, name);
    if (why !== null)
      throw refuse('SQL_FAILED', {
        message: `The view ${name} reads what is being published and couldn’t be read any more: ${why}.`,
        next: 'Change or drop that view, or keep what it reads, then build again.',
        subject: name,
      });
  }
}

function whyUnreadable(connection: Connection, name: string): string | null {
  try {
    connection.db.prepare(`select * from ${quoteName(name)}`);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * One relation takes its target's place. The old renaming leaves the text of views alone, so those that read a target by
 * its name go on reading it, even in the moment between its drop and the rename.
 */
export function publishOne(connection: Connection, one: PublishOne): void {
  connection.db.pragma('legacy_alter_table = ON');
  try {
    if (one.how === 'renamed') rename(connection, one);
    else makeView(connection, one);
    readByCandidates(connection, one.candidate, one.target);
  } finally {
    connection.db.pragma('legacy_alter_table = OFF');
  }
}

function rename(connection: Connection, { candidate, target, columns, comment }: PublishOne): void {
  const made = find(connection, candidate);
  if (made === null)
    throw refuse('SQL_FAILED', {
      message: `${target} can’t be published: its candidate ${candidate} is not there.`,
      next: 'Build it again.',
      subject: target,
    });
  dropFound(connection, target);
  if (made.type === 'view') {
    // A view can't be renamed.
    const sql = viewSql(connection, candidate);
    connection.db.exec(`drop view ${quoteName(candidate)}`);
    connection.db.exec(`create view ${quoteName(target)} as ${bodyOf(sql)}`);
  } else connection.db.exec(`alter table ${quoteName(candidate)} rename to ${quoteName(target)}`);
  moveEntries(connection, candidate, target);
  describeAs(connection, target, columns, comment);
  if (made.type === 'table') seeTypes(connection, target);
}

function makeView(connection: Connection, one: PublishOne): void {
  dropFound(connection, one.candidate);
  dropFound(connection, one.target);
  // On lines of its own, for the statement may end in a comment.
  connection.db.exec(`create view ${quoteName(one.target)} as\n${one.sql.replace(/[;\s]+$/, '')}\n`);
  describeAs(connection, one.target, one.columns ?? [], one.comment);
}

export function dropFound(connection: Connection, name: string): void {
  const found = find(connection, name);
  if (found !== null) connection.db.exec(`drop ${found.type} ${quoteName(name)}`);
  forget(connection, name);
}

/** Candidates kept back that read a candidate by its name read what it became. */
function readByCandidates(connection: Connection, candidate: string, target: string): void {
  const views = connection
    .statement(`select name, sql from sqlite_master where type = 'view' and name glob '_candidates.*'`)
    .all() as { name: string; sql: string }[];
  for (const { name, sql } of views) {
    if (!sql.includes(quoteName(candidate))) continue;
    const body = bodyOf(sql).replaceAll(quoteName(candidate), quoteName(target));
    connection.db.exec(`drop view ${quoteName(name)}`);
    connection.db.exec(`create view ${quoteName(name)} as ${body}`);
  }
}

function viewSql(connection: Connection, name: string): string {
  return String(
    connection
      .statement(`select sql from sqlite_master where type = 'view' and name = ?`)
      .pluck(true)
      .get(name),
  );
}
