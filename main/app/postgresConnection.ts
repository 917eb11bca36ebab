import { SecretName } from '../../shared/contract/vault.ts';
import { Secret } from '../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { PostgresConnection } from '../warehouse/postgres/connection.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const DEFAULT_PORT = 5432;

/**
 * A connection is one secret of the workspace under the name that `leadline.yml` gives it: an address such as
 * `postgres://user:password@host:5432/database`. Where a private authority signed the server's certificate, that
 * authority's own is the secret `<name>.ca`. TLS is always verified, but to this machine itself.
 */
export async function connectionFrom(
  name: string,
  secretOf: (name: SecretName) => Promise<Result<Secret>>,
): Promise<Result<PostgresConnection>> {
  const kept = SecretName.safeParse(name);
  if (!kept.success) return noConnection(name, 'that can’t be the name of a secret');
  const address = await secretOf(kept.data);
  if (!address.ok) {
    return address.failure.code === 'SECRET_NOT_FOUND'
      ? noConnection(name, 'the vault has no secret of that name')
      : address;
  }
  const url = parsed(address.value);
  if (url === null) return noConnection(name, 'the secret of that name is no address of a Postgres');
  const ca = await secretOf(SecretName.parse(`${kept.data}.ca`));
  const prefix = url.searchParams.get('schema_prefix');
  return ok({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: url.password === '' ? null : new Secret(decodeURIComponent(url.password)),
    tls: LOOPBACK.has(url.hostname) && !ca.ok ? 'off-for-loopback' : 'verify',
    ...(ca.ok && { ca: ca.value.reveal() }),
    ...(prefix !== null && { schemaPrefix: prefix }),
  });
}

function parsed(address: Secret): URL | null {
  const text = address.reveal().trim();
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === '' || url.pathname.length < 2 || url.username === '' ? null : url;
}

function noConnection(name: string, why: string): Result<never> {
  return fail('STORE_UNREACHABLE', {
    message: `The warehouse's connection “${name}” can't be used: ${why}.`,
    next: `Keep it in the vault as ${name}, like postgres://user:password@host:5432/database.`,
    subject: name,
  });
}
