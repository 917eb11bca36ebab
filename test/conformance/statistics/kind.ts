import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Kind, Outcome, ReferenceCase } from '../kind.ts';
import { type Adapters, loadAdapters } from './adapters.ts';
import { parseCase, type StatisticsCase } from './case.ts';
import { compare } from './compare.ts';

/** Cases as JSON files, one a file or a list of them; each is handed to the adapter of its method. */
export const statistics: Kind = {
  async casesIn(path) {
    const adapters = await loadAdapters();
    return filesIn(path).flatMap((file) => readCases(file, adapters));
  },
};

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names
    .map((name) => join(path, name))
    .filter((inside) => inside.endsWith('.json') || statSync(inside).isDirectory())
    .flatMap(filesIn);
}

function readCases(file: string, adapters: Adapters): ReferenceCase[] {
  const unreadable = (reason: string): ReferenceCase => ({
    name: basename(file),
    run: async () => ({ passed: false, reasons: [reason] }),
  });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    return [unreadable(`can't be read as JSON: ${thrown instanceof Error ? thrown.message : thrown}`)];
  }
  return (Array.isArray(content) ? content : [content]).map((value) => {
    const reference = parseCase(value);
    if (typeof reference === 'string') return unreadable(reference);
    return { name: `${reference.id} (${reference.method})`, run: async () => judge(reference, adapters) };
  });
}

function judge(reference: StatisticsCase, { adapters, acceptances, broken }: Adapters): Outcome {
  const adapter = adapters.get(reference.method);
  if (adapter === undefined)
    return {
      passed: false,
      reasons: [
        `nobody adapts the method ${reference.method}`,
        ...broken.map((line) => `not loaded: ${line}`),
      ],
    };
  const got = adapter(reference);
  const accept = acceptances.get(reference.method);
  const reasons =
    accept === undefined
      ? compare(reference.expected, got, reference.tolerance)
      : accept(reference, got, (expected, value, tolerance = reference.tolerance) =>
          compare(expected, value, tolerance),
        );
  return reasons.length === 0 ? { passed: true } : { passed: false, reasons };
}
