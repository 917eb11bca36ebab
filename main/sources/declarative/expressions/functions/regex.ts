import { createContext, Script } from 'node:vm';
import { translatePattern } from '../../../../jinja/python/regexPattern.ts';
import { overLimit } from '../../../../jinja/templateError.ts';

/** A pattern can take for ever on a short text; nothing else in this language can stop it. */
const LONGEST_MS = 500;
const PLAIN = { ignoreCase: false, multiline: false, dotAll: false, verbose: false };

/** The first group of the first match; empty where there is none. */
export function regexSearch(text: string, pattern: string): string | null {
  const expression = translatePattern(pattern, PLAIN);
  const found = bounded(pattern, text, () => expression.exec(text));
  return found === null || found.length < 2 ? '' : (found[1] ?? null);
}

export function regexReplace(text: string, pattern: string, replacement: string): string {
  const expression = translatePattern(pattern, PLAIN);
  const found = bounded(pattern, text, () => [...text.matchAll(expression)]);
  let made = '';
  let at = 0;
  for (const match of found) {
    made += text.slice(at, match.index) + expanded(replacement, match);
    at = match.index + match[0].length;
  }
  return made + text.slice(at);
}

/** What can't go wrong goes without the watch: it costs more than most searches. */
function bounded<T>(pattern: string, text: string, work: () => T): T {
  return isHarmless(pattern, text) ? work() : watched(work);
}

/** Nothing repeated that repeats itself, and few repetitions over a short text: at worst the cube of its length. */
function isHarmless(pattern: string, text: string): boolean {
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  return text.length <= 200 && repetitions <= 2 && !/\)[*+?{]|\\[1-9]/.test(pattern);
}

function watched<T>(work: () => T): T {
  let found: { readonly value: T } | null = null;
  const context = createContext({
    work: () => {
      found = { value: work() };
    },
  });
  try {
    new Script('work()').runInContext(context, { timeout: LONGEST_MS });
  } catch (thrown) {
    if (codeOf(thrown) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw thrown;
  }
  if (found === null) throw overLimit('the pattern takes too long on this text');
  return (found as { readonly value: T }).value;
}

/** The error comes from another realm, whose Error is none of this one's. */
function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}

/** A replacement with `\1` and `\g<name>` filled in. */
function expanded(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g, (whole, named, numbered, letter) => {
    const group: string | undefined = named ?? numbered;
    if (group !== undefined)
      return /^\d+$/.test(group) ? (match[Number(group)] ?? '') : (match.groups?.[group] ?? '');
    return { n: '\n', t: '\t', r: '\r', '\\': '\\' }[String(letter)] ?? whole;
  });
}
