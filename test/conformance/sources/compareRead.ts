import type { JsonObject } from '../../../main/sources/json.ts';
import { difference } from './difference.ts';
import type { CompareRules, ExpectedError, ExpectedStream } from './scenario.ts';

/** What one of our streams came to, in the words of the recordings. */
export interface ReadStream {
  readonly status: 'COMPLETE' | 'INCOMPLETE';
  readonly records: readonly JsonObject[];
  readonly state: JsonObject | null;
  readonly errors: readonly { readonly kind: string; readonly message: string }[];
}

export function compareStream(expected: ExpectedStream, actual: ReadStream, rules: CompareRules): string[] {
  const faults = compareOutcome(expected, actual, rules);
  if (faults.length === 0) return [];
  return (expected.alternatives ?? []).some((other) => compareOutcome(other, actual, rules).length === 0)
    ? []
    : faults;
}

function compareOutcome(
  expected: Partial<ExpectedStream>,
  actual: ReadStream,
  rules: CompareRules,
): string[] {
  const faults: string[] = [];
  const said = actual.errors.map(({ kind, message }) => `${kind}: ${message}`).join('; ');
  if (expected.status !== undefined && expected.status !== actual.status)
    faults.push(`expected ${expected.status}, got ${actual.status}${said === '' ? '' : ` (${said})`}`);
  if (expected.records !== undefined)
    faults.push(...compareRecords(expected, expected.records, actual, rules));
  if (expected.state !== undefined) {
    const fault = difference(expected.state, actual.state, 'state');
    if (fault !== null) faults.push(fault);
  }
  if (expected.errors !== undefined) faults.push(...compareErrors(expected.errors, actual.errors));
  return faults;
}

function compareRecords(
  { records_compare }: Partial<ExpectedStream>,
  expected: readonly JsonObject[],
  { records }: ReadStream,
  rules: CompareRules,
): string[] {
  const got = records_compare === 'prefix' ? records.slice(0, expected.length) : records;
  if (rules.records === 'unordered') {
    const left = [...got];
    const missing = expected.filter((one) => {
      const at = left.findIndex((other) => difference(one, other, '') === null);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    return [
      ...missing.map((one) => `${difference(one, undefined, 'records')}`),
      ...left.map((one) => `${difference(undefined, one, 'records')}`),
    ];
  }
  const fault = difference(expected, got, 'records');
  return fault === null ? [] : [fault];
}

export function compareErrors(
  expected: readonly ExpectedError[],
  actual: readonly { readonly kind: string; readonly message: string }[],
): string[] {
  const said = actual.map(({ kind, message }) => `${kind}: ${message}`).join('; ');
  const kinds = (list: readonly { readonly kind: string }[]) =>
    [...new Set(list.map(({ kind }) => kind))].sort().join(', ') || 'none';
  const faults =
    kinds(expected) === kinds(actual)
      ? []
      : [`expected errors of the kinds ${kinds(expected)}, got ${kinds(actual)} (${said})`];
  for (const { kind, must_mention } of expected) {
    const told = actual.filter((one) => one.kind === kind).map(({ message }) => message);
    for (const text of must_mention ?? [])
      if (!told.some((message) => message.includes(text)))
        faults.push(`no ${kind} mentions “${text}”: ${said}`);
  }
  return faults;
}
