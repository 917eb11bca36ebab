import { isRecord, type Tolerance } from './case.ts';

/** What a case knows about its data from elsewhere; no method can answer it. */
const TRUTH = 'truth';

/** Every number, word and gap of `expected` against the same place of `got`. */
export function compare(expected: unknown, got: unknown, tolerance: Tolerance): string[] {
  if (!isRecord(expected)) return differences(expected, got, tolerance, 'expected');
  return Object.entries(expected)
    .filter(([key]) => key !== TRUTH)
    .flatMap(([key, value]) => differences(value, member(got, key), tolerance, key));
}

function differences(expected: unknown, got: unknown, tolerance: Tolerance, path: string): string[] {
  if (got === undefined) return [`${path}: nothing was answered`];
  if (Array.isArray(expected)) return ofArrays(expected, itemsOf(got) ?? [got], tolerance, path);
  if (isRecord(expected))
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, member(got, key), tolerance, `${path}.${key}`),
    );
  // R writes a vector of one as a bare value.
  const items = itemsOf(got);
  if (items?.length === 0 && spelled(expected) === null) return [];
  const single = items?.length === 1 ? items[0] : got;
  return agrees(expected, single, tolerance)
    ? []
    : [`${path}: expected ${shown(expected)}, got ${shown(single)}`];
}

function ofArrays(
  expected: readonly unknown[],
  got: readonly unknown[],
  tolerance: Tolerance,
  path: string,
): string[] {
  // R says NA where there is nothing to list, such as breaks; we list nothing.
  if (expected.length === 1 && got.length === 0 && spelled(expected[0]) === null) return [];
  if (expected.length !== got.length)
    return [`${path}: expected ${expected.length} values, got ${got.length}`];
  return expected.flatMap((value, i) => differences(value, got[i], tolerance, `${path}[${i}]`));
}

function agrees(expected: unknown, got: unknown, tolerance: Tolerance): boolean {
  const wanted = spelled(expected);
  if (wanted === null) return got === null || (typeof got === 'number' && !Number.isFinite(got));
  if (typeof wanted !== 'number' || typeof got !== 'number') return wanted === got;
  if (wanted === got) return true;
  return (
    Math.abs(got - wanted) <= tolerance.abs + tolerance.rel * Math.abs(wanted) && Number.isFinite(wanted)
  );
}

/** R's words for numbers that JSON has none for. */
function spelled(value: unknown): unknown {
  if (value === 'NA' || value === 'NaN') return null;
  if (value === 'Inf') return Number.POSITIVE_INFINITY;
  if (value === '-Inf') return Number.NEGATIVE_INFINITY;
  return value;
}

function itemsOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : null;
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}
