import { createHash } from 'node:crypto';
import { isPlainList, isPlainMap, type Plain, type PlainMap, pythonRepr, pythonText } from '../plain.ts';

const LONGEST_IDENTIFIER = 63;
const KEPT_OF_A_LONG_NAME = 30;
const HASH_DIGITS = 10;

export interface TestNames {
  /** In the unique id and the fqn. */
  readonly full: string;
  /** At most 63 characters: the identifier of stored failures. */
  readonly short: string;
}

/**
 * The name dbt gives a generic test that has none of its own: kind, target, then the arguments' values in the order of
 * their names, with everything that is no letter, digit or _ made to _.
 */
export function genericTestNames(kind: string, target: string, args: PlainMap): TestNames {
  const parts = Object.keys(args)
    .sort()
    .filter((name) => name !== 'model')
    .flatMap((name) => flatten(args[name] ?? null))
    .map((part) => pythonText(part).replace(/[^0-9a-zA-Z_]+/g, '_'));
  const identifier = `${kind}_${target}`;
  const full = `${identifier}_${parts.join('__')}`;
  return { full, short: shortened(full, identifier) };
}

export function shortened(full: string, identifier = full): string {
  if (full.length <= LONGEST_IDENTIFIER) return full;
  return `${identifier.slice(0, KEPT_OF_A_LONG_NAME)}_${md5(full)}`;
}

function flatten(value: Plain): readonly Plain[] {
  if (isPlainMap(value)) return Object.values(value);
  return isPlainList(value) ? value : [value];
}

/** The ten digits that end a generic test's unique id. The rule is dbt's: md5 of the name and Python's print of what it calls. */
export function genericTestHash(
  name: string,
  call: { readonly testName: string; readonly namespace: string | undefined; readonly kwargs: PlainMap },
): string {
  const metadata = sortedWords({
    namespace: call.namespace ?? null,
    name: call.testName,
    kwargs: call.kwargs,
  });
  return md5(name + pythonRepr(metadata)).slice(-HASH_DIGITS);
}

function sortedWords(value: Plain): Plain {
  if (isPlainMap(value)) {
    const keys = Object.keys(value).sort();
    return Object.fromEntries(keys.map((key) => [key, sortedWords(value[key] ?? null)]));
  }
  return isPlainList(value) ? value.map(sortedWords) : pythonText(value);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
