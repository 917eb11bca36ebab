import type { Connection } from '../connection.ts';
import { quoteName } from '../names.ts';

const NAME = String.raw`(?:"(?:[^"]|"")*"|\[[^\]]*\]|\x60(?:[^\x60]|\x60\x60)*\x60|[A-Za-z_][\w$]*)`;
const CREATE_INDEX = new RegExp(
  String.raw`^((?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)*create\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?)(${NAME})(\s+on\s+)(${NAME})`,
  'i',
);

/**
 * Index names are one namespace in SQLite, and the relation a candidate will replace may hold the name a hook gives its
 * index: `create index if not exists` would then do nothing without a word, and the index be gone after publishing. Such
 * an index gets a number behind its name.
 */
export function withFreeIndexName(connection: Connection, sql: string): string {
  const match = CREATE_INDEX.exec(sql);
  if (match === null) return sql;
  const [whole, head = '', quoted = '', on = '', table = ''] = match;
  const [name, owner] = [unquoted(quoted), unquoted(table)];
  const holders = connection
    .statement(
      `select name, tbl_name as owner from sqlite_master where type = 'index' and (name = ? or name like ?)`,
    )
    .all(name, `${name} ~%`) as { name: string; owner: string }[];
  const taken = new Set(holders.map((one) => one.name.toLowerCase()));
  const own = holders.find((one) => one.owner.toLowerCase() === owner.toLowerCase());
  const made = own?.name ?? free(name, taken);
  return `${head}${quoteName(made)}${on}${table}${sql.slice(whole.length)}`;
}

function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1)
    if (!taken.has(`${name} ~${number}`.toLowerCase())) return `${name} ~${number}`;
}

function unquoted(name: string): string {
  const quote = name[0] ?? '';
  if (quote === '[') return name.slice(1, -1);
  return quote === '"' || quote === '`' ? name.slice(1, -1).replaceAll(quote + quote, quote) : name;
}
