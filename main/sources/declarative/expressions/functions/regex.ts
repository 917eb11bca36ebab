import { translatePattern } from '../../../../jinja/python/regexPattern.ts';
import { Fault, overLimit } from '../../../../jinja/templateError.ts';
import { bounded, PatternTooSlow } from '../../../boundedPattern.ts';
import { inQuotes } from './arguments.ts';

const PLAIN = { ignoreCase: false, multiline: false, dotAll: false, verbose: false };

/** The first group of the first match; empty where there is none. */
export function regexSearch(text: string, pattern: string): string | null {
  const expression = readPattern(pattern);
  const found = withinLimits(pattern, text, () => expression.exec(text));
  return found === null || found.length < 2 ? '' : (found[1] ?? null);
}

export function regexReplace(text: string, pattern: string, replacement: string): string {
  const expression = readPattern(pattern);
  const found = withinLimits(pattern, text, () => [...text.matchAll(expression)]);
  let made = '';
  let at = 0;
  for (const match of found) {
    made += text.slice(at, match.index) + expanded(replacement, match);
    at = match.index + match[0].length;
  }
  return made + text.slice(at);
}

function readPattern(pattern: string): RegExp {
  try {
    return translatePattern(pattern, PLAIN);
  } catch (thrown) {
    if (thrown instanceof Fault)
      throw new Fault(thrown.type, `the pattern ${inQuotes(pattern)} can't be read`);
    throw thrown;
  }
}

function withinLimits<T>(pattern: string, text: string, work: () => T): T {
  try {
    return bounded(pattern, text, work);
  } catch (thrown) {
    if (thrown instanceof PatternTooSlow) throw overLimit(thrown.message);
    throw thrown;
  }
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
