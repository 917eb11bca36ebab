import type { ExpectedResults } from './history.ts';

/** What one of our commands came to, in the words of the recordings. */
export interface ActualResults {
  readonly exitCode: number;
  /** Of a command that could not run: what it said. */
  readonly said?: string;
  readonly results?: readonly {
    readonly id: string;
    readonly status: string;
    readonly failures?: number | undefined;
    readonly message?: string | undefined;
  }[];
  readonly selected?: readonly string[];
}

const COUNTED = /^(test|unit_test)\./;

export function compareResults(expected: ExpectedResults, actual: ActualResults): string[] {
  const faults: string[] = [];
  if (expected.exit_code !== actual.exitCode)
    faults.push(
      `expected exit code ${expected.exit_code}, got ${actual.exitCode}${actual.said === undefined ? '' : `: ${actual.said}`}`,
    );
  if (expected.selected !== undefined)
    faults.push(...sameSet('selected', expected.selected, actual.selected ?? []));
  if (expected.results === undefined) return faults;
  const got = new Map((actual.results ?? []).map((one) => [withoutHash(one.id), one]));
  const wanted = new Set(expected.results.map((one) => withoutHash(one.unique_id)));
  for (const { unique_id, status, status_any, failures } of expected.results) {
    const one = got.get(withoutHash(unique_id));
    if (one === undefined) {
      faults.push(`${unique_id}: expected ${(status_any ?? [status]).join(' or ')}, got no result`);
      continue;
    }
    const why = one.message === undefined ? '' : ` (${one.message})`;
    if (!(status_any ?? [status]).includes(one.status))
      faults.push(`${unique_id}: expected ${(status_any ?? [status]).join(' or ')}, got ${one.status}${why}`);
    else if (
      one.status === status &&
      COUNTED.test(unique_id) &&
      typeof failures === 'number' &&
      failures !== (one.failures ?? 0)
    )
      faults.push(`${unique_id}: expected ${failures} failures, got ${one.failures ?? 'none told'}`);
  }
  for (const [id, { status, message }] of got)
    if (!wanted.has(id))
      faults.push(`${id}: not expected, is ${status}${message === undefined ? '' : ` (${message})`}`);
  return faults;
}

function sameSet(what: string, expected: readonly string[], actual: readonly string[]): string[] {
  const a = new Set(expected.map(withoutHash));
  const b = new Set(actual.map(withoutHash));
  return [
    ...[...a].filter((id) => !b.has(id)).map((id) => `${what}: ${id} is missing`),
    ...[...b].filter((id) => !a.has(id)).map((id) => `${what}: ${id} is not expected`),
  ];
}

/** The end of a generic test's id is dbt's own hash of its arguments. */
function withoutHash(id: string): string {
  return id.replace(/(^test\..*)\.[0-9a-f]{10}$/, '$1');
}
