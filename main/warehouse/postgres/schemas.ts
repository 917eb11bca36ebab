import { LAYERS } from '../../../shared/domain/layer.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { addressOf, type PostgresConnection, quoteName, schemaOf } from './connection.ts';
import { recordTableSql } from './ddl.ts';
import type { Link } from './link.ts';
import { type Places, textList } from './places.ts';
import { plain } from './prepare.ts';

/** The first that can tell what became of a transaction whose end was not heard, and reads ranges of a table by place. */
const LEAST_VERSION = 140_000;

/** Two that open one database at the same moment would each make the schemas; any number known to both keeps order. */
const OPENING = 7_246_180_336;

/** The layers and the store's own schema; what is there already is left as it is. */
export async function makeSchemas(
  link: Link,
  connection: PostgresConnection,
  places: Places,
): Promise<Result<void>> {
  const facts = await link.run(
    plain(`select current_setting('server_version_num')::int, current_setting('server_version'),
      current_setting('server_encoding')`),
  );
  if (!facts.ok) return facts;
  const [version, told, encoding] = facts.value.rows[0] ?? [];
  if (Number(version) < LEAST_VERSION)
    return unfit(
      connection,
      `The server is PostgreSQL ${told}; Leadline needs 14 or newer.`,
      'Use a newer server.',
    );
  if (encoding !== 'UTF8')
    return unfit(
      connection,
      `The database keeps text as ${encoding}, which can’t hold every character.`,
      `Use a database made with: create database … encoding 'UTF8' template template0`,
    );
  const begun = await link.script(`begin; select pg_advisory_xact_lock(${OPENING})`);
  if (!begun.ok) return begun;
  const made = await makeMissing(link, connection, places);
  const ended = await link.script(made.ok ? 'commit' : 'rollback');
  return made.ok ? ended : made;
}

async function makeMissing(
  link: Link,
  connection: PostgresConnection,
  places: Places,
): Promise<Result<void>> {
  const wanted = [...LAYERS, '_leadline' as const].map((layer) => schemaOf(connection, layer));
  const found = await link.run(
    plain(`select nspname, has_schema_privilege(oid, 'usage') and has_schema_privilege(oid, 'create'),
        exists (select from pg_class c where c.relnamespace = n.oid and c.relname = 'columns')
      from pg_namespace n where nspname in ${textList(wanted)}`),
  );
  if (!found.ok) return found;
  const present = new Map(found.value.rows.map(([name, usable]) => [String(name), usable === true]));
  const closed = wanted.filter((name) => present.get(name) === false);
  if (closed.length > 0) return refused(connection, `use the schemas ${closed.join(', ')}`, closed);
  const missing = wanted.filter((name) => !present.has(name));
  const recorded = found.value.rows.some(([name, , there]) => name === places.internal && there === true);
  const sql = [
    ...missing.map((name) => `create schema ${quoteName(name)}`),
    ...(recorded ? [] : [recordTableSql(places)]),
  ];
  if (sql.length === 0) return ok(undefined);
  const allowed = await link.run(plain(`select has_database_privilege(current_database(), 'create')`));
  if (!allowed.ok) return allowed;
  if (missing.length > 0 && allowed.value.rows[0]?.[0] !== true)
    return refused(connection, `create the schemas ${missing.join(', ')}`, []);
  return link.script(sql.join(';\n'));
}

function refused(connection: PostgresConnection, what: string, schemas: readonly string[]): Result<never> {
  const { user, database } = connection;
  const grant =
    schemas.length === 0
      ? `grant create on database ${quoteName(database)} to ${quoteName(user)}`
      : `grant usage, create on schema ${schemas.map(quoteName).join(', ')} to ${quoteName(user)}`;
  return unfit(
    connection,
    `The user ${user} may not ${what} in the database “${database}”.`,
    `Have whoever runs the server run: ${grant}`,
  );
}

function unfit(connection: PostgresConnection, message: string, next: string): Result<never> {
  return fail('STORE_UNREACHABLE', { subject: addressOf(connection), message, next });
}
