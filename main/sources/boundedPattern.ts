import { createContext, Script } from 'node:vm';

/** A pattern can take for ever on a short text; nothing else in this language can stop it. */
const LONGEST_MS = 500;

export class PatternTooSlow extends Error {}

/** Carries a stranger's pattern out. What can't go wrong goes without the watch: it costs more than most searches. */
export function bounded<T>(pattern: string, text: string, work: () => T): T {
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
  if (found === null) throw new PatternTooSlow('the pattern takes too long on this text');
  return (found as { readonly value: T }).value;
}

/** The error comes from another realm, whose Error is none of this one's. */
function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
