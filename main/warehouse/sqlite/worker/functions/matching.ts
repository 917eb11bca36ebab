import { createPatterns } from './patterns.ts';
import { type Scalar, strict, text, truth, type UserFunction, whole } from './userFunction.ts';

type Given = Exclude<Scalar, null>;

/** Compiled patterns are kept with the connection that the functions are made for. */
export function matching(): readonly UserFunction[] {
  const patterns = createPatterns();
  const like = (value: Given, pattern: Given, flags: Given = '') =>
    truth(patterns(text(pattern), text(flags)).test(text(value)));
  return [
    { name: 'regexp_replace', takes: [3, 4, 5, 6], run: strict((...given) => replaced(patterns, given)) },
    { name: 'regexp_like', takes: [2, 3], run: strict(like) },
    // What SQLite makes of `value regexp pattern`.
    { name: 'regexp', takes: [2], run: strict((pattern, value) => like(value, pattern)) },
    {
      name: 'regexp_substr',
      takes: [2],
      run: strict((value, pattern) => patterns(text(pattern), '').exec(text(value))?.[0] ?? null),
    },
    {
      name: 'regexp_instr',
      takes: [2],
      run: strict((value, pattern) => {
        const found = patterns(text(pattern), '').exec(text(value));
        return found === null ? 0n : BigInt([...text(value).slice(0, found.index)].length + 1);
      }),
    },
    {
      name: 'regexp_count',
      takes: [2],
      run: strict((value, pattern) => BigInt([...text(value).matchAll(patterns(text(pattern), ''))].length)),
    },
  ];
}

/** `(value, pattern, replacement [, flags])`, or with where to begin, which one, and flags. */
function replaced(patterns: ReturnType<typeof createPatterns>, given: readonly Given[]): string {
  const [value = '', pattern = '', by = '', fourth = ''] = given;
  const counted = typeof fourth === 'bigint';
  const from = counted ? whole(fourth) : 1;
  if (from < 1) throw new Error('regexp_replace begins to look at 1 or later');
  const flags = counted ? text(given[5] ?? '') : text(fourth);
  const nth = counted ? (given[4] === undefined ? 1 : whole(given[4])) : flags.includes('g') ? 0 : 1;
  const characters = from === 1 ? null : [...text(value)];
  const head = characters === null ? '' : characters.slice(0, from - 1).join('');
  const rest = characters === null ? text(value) : characters.slice(from - 1).join('');
  const parts = replacementOf(text(by));
  let count = 0;
  const made = rest.replace(patterns(text(pattern), flags), (...found) => {
    count += 1;
    if (nth !== 0 && count !== nth) return String(found[0]);
    return parts.map((part) => (typeof part === 'string' ? part : String(found[part] ?? ''))).join('');
  });
  return head + made;
}

/** `\1` is a group, `\&` the whole match, `\\` a backslash. */
function replacementOf(by: string): (string | number)[] {
  return by.split(/(\\[\s\S])/).map((part) => {
    if (part.length !== 2 || !part.startsWith('\\')) return part;
    if (part === '\\&') return 0;
    if (/\\[1-9]/.test(part)) return Number(part[1]);
    return part === '\\\\' ? '\\' : part;
  });
}
