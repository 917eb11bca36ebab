import { createHmac } from 'node:crypto';
import type { Json } from '../../../main/sources/json.ts';
import { difference } from './difference.ts';
import type { CompareRules, RecordedRequest } from './scenario.ts';
import type { OurRequest } from './scriptedServer.ts';

const WAIT_TOLERANCE = 0.01;

export interface RequestPolicy {
  readonly noRequestsTo: readonly string[];
  readonly maxRequests: Readonly<Record<string, number>>;
}

/** What is wrong with the requests that were made, in words; empty: nothing. */
export function compareRequests(
  expected: readonly RecordedRequest[],
  actual: readonly OurRequest[],
  rules: CompareRules,
  policy: RequestPolicy,
  totalWait: number | undefined,
): string[] {
  const faults: string[] = [];
  for (const one of actual) {
    if (one.rule === null) faults.push(`no rule answers ${shown(one)}`);
    if (policy.noRequestsTo.some((prefix) => one.path.startsWith(prefix)))
      faults.push(`${shown(one)} was not to be asked at all`);
  }
  for (const [path, most] of Object.entries(policy.maxRequests)) {
    const made = actual.filter((one) => one.path === path).length;
    if (made > most) faults.push(`${path} was asked for ${made} times, at most ${most} are allowed`);
  }
  const bounded = (one: { path: string }) => Object.hasOwn(policy.maxRequests, one.path);
  const ours = actual.filter((one) => !bounded(one) && one.rule !== null);
  const loose = new Set(rules.at_most ?? []);
  faults.push(...compareLoose(expected, ours, loose, rules));
  const strictExpected = expected.filter((one) => !loose.has(one.rule ?? ''));
  const strictOurs = ours.filter((one) => !loose.has(one.rule ?? ''));
  faults.push(
    ...(rules.requests === 'unordered'
      ? compareBag(strictExpected, strictOurs, rules)
      : comparePerPath(strictExpected, strictOurs, rules)),
  );
  const waited = ours.reduce((sum, one) => sum + one.waited_before_s, 0);
  if (totalWait !== undefined && Math.abs(waited - totalWait) > WAIT_TOLERANCE)
    faults.push(`expected ${totalWait} s of waiting in all, got ${waited}`);
  return faults;
}

function comparePerPath(
  expected: readonly RecordedRequest[],
  actual: readonly OurRequest[],
  rules: CompareRules,
): string[] {
  const wanted = grouped(expected);
  const made = grouped(actual);
  return [...new Set([...wanted.keys(), ...made.keys()])].flatMap((key) => {
    const left = wanted.get(key) ?? [];
    const right = made.get(key) ?? [];
    const faults = left.flatMap((one, at) => {
      const ours = right[at];
      const fault = ours === undefined ? null : (compareOne(one, ours, rules) ?? compareWait(one, ours));
      return fault === null ? [] : [`${key}, request ${at + 1}: ${fault}`];
    });
    return left.length === right.length
      ? faults
      : [`${key}: expected ${left.length} requests, got ${right.length}`, ...faults];
  });
}

function compareBag(
  expected: readonly RecordedRequest[],
  actual: readonly OurRequest[],
  rules: CompareRules,
): string[] {
  const left = [...actual];
  const faults = expected.flatMap((one) => {
    const at = left.findIndex((ours) => compareOne(one, ours, rules) === null);
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : [`${shown(one)} was not asked, or not like this`];
  });
  return [...faults, ...left.map((one) => `${shown(one)} was asked and not expected`)];
}

/** Asked at least once and at most as often as recorded, and each time like one of the recorded. */
function compareLoose(
  expected: readonly RecordedRequest[],
  actual: readonly OurRequest[],
  loose: ReadonlySet<string>,
  rules: CompareRules,
): string[] {
  return [...loose].flatMap((rule) => {
    const wanted = expected.filter((one) => one.rule === rule);
    const made = actual.filter((one) => one.rule === rule);
    if (wanted.length === 0) return made.map((one) => `${shown(one)} was asked and not expected`);
    if (made.length === 0) return [`${rule}: expected at least one request, got none`];
    if (made.length > wanted.length)
      return [`${rule}: expected at most ${wanted.length} requests, got ${made.length}`];
    return made.flatMap((one) => {
      const faults = wanted.map((other) => compareOne(other, one, rules));
      return faults.includes(null) ? [] : [`${rule}: ${faults[0]}`];
    });
  });
}

function compareWait(expected: RecordedRequest, actual: OurRequest): string | null {
  const wanted = expected.waited_before_s ?? 0;
  return Math.abs(wanted - actual.waited_before_s) <= WAIT_TOLERANCE
    ? null
    : `expected ${wanted} s of waiting before it, got ${actual.waited_before_s}`;
}

function compareOne(expected: RecordedRequest, actual: OurRequest, rules: CompareRules): string | null {
  const plain = (one: RecordedRequest): Json => ({
    rule: one.rule,
    method: one.method,
    path: one.path,
    query: one.query,
    status: one.status,
    body: (one.body ?? null) as Json,
  });
  return difference(plain(expected), plain(actual), '') ?? compareHeaders(expected, actual, rules);
}

function compareHeaders(expected: RecordedRequest, actual: OurRequest, rules: CompareRules): string | null {
  const wanted = Object.fromEntries(
    Object.entries(expected.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(actual.headers)])) {
    const left = wanted[name];
    const right = actual.headers[name];
    if (left === right) continue;
    if (left === undefined || right === undefined)
      return `header ${name}: expected ${left ?? 'nothing'}, got ${right ?? 'nothing'}`;
    if (name === 'authorization' && expected.jwt !== undefined) {
      const fault = compareJwt(expected.jwt, right.replace(/^\S+ /, ''));
      if (fault !== null) return fault;
    } else if (
      rules.tokens !== 'any_valid' ||
      name === 'content-type' ||
      !actual.issued.includes(right.replace(/^\S+ /, ''))
    )
      return `header ${name}: expected ${left}, got ${right}`;
  }
  return null;
}

function compareJwt(expected: NonNullable<RecordedRequest['jwt']>, token: string): string | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const signed = createHmac('sha256', expected.hmac_secret)
    .update(`${header}.${payload}`)
    .digest('base64url');
  if (signature !== signed) return 'the signature of the JWT does not verify';
  const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
  return (
    difference(expected.header, decoded(header), 'JWT header') ??
    difference(expected.payload, decoded(payload), 'JWT payload')
  );
}

function grouped<T extends { readonly method: string; readonly path: string }>(
  list: readonly T[],
): Map<string, T[]> {
  return Map.groupBy(list, ({ method, path }) => `${method} ${path}`);
}

function shown({ method, path, query, body }: RecordedRequest): string {
  const asked = query.length === 0 ? '' : `?${query.map((pair) => pair.join('=')).join('&')}`;
  return `${method} ${path}${asked}${body === undefined ? '' : ` with ${JSON.stringify(body).slice(0, 200)}`}`;
}
