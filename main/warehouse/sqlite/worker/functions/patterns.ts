/**
 * A regular expression of Postgres as one of JavaScript. Most of both is the same; what is not: classes such as
 * `[[:alpha:]]`, the borders of words, options in front, a dot that also matches a line's end, and how a replacement names
 * a group. Not taken over: that Postgres prefers the longest of alternatives (`a|ab`), where JavaScript takes the first.
 */
export function createPatterns(): (pattern: string, flags: string) => RegExp {
  const kept = new Map<string, RegExp>();
  return (pattern, flags) => {
    const key = `${flags}/${pattern}`;
    const known = kept.get(key);
    if (known !== undefined) {
      known.lastIndex = 0;
      return known;
    }
    // Few patterns a query; many only where they come from a column, and then none is worth keeping.
    if (kept.size > 100) kept.clear();
    const made = compiled(pattern, flags);
    kept.set(key, made);
    return made;
  };
}

function compiled(pattern: string, flags: string): RegExp {
  const options = /^\(\?([a-z]+)\)/.exec(pattern);
  const all = flags + (options?.[1] ?? '');
  for (const flag of all)
    if (!'gicnmspwtx'.includes(flag)) throw new Error(`a regular expression has no option “${flag}”`);
  const source = options === null ? pattern : pattern.slice(options[0].length);
  const insensitive = all.lastIndexOf('i') > all.lastIndexOf('c');
  // `n` and its other name `m`: lines count. `p`: a dot stops at their ends. `w`: only ^ and $ know them.
  const lines = /[nmw]/.test(all);
  const dots = !/[nmp]/.test(all);
  const javascript = `g${insensitive ? 'i' : ''}${lines ? 'm' : ''}${dots ? 's' : ''}u`;
  try {
    return new RegExp(translated(all.includes('x') ? expanded(source) : source, dots), javascript);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
    throw new Error(`the regular expression ${JSON.stringify(pattern)} can’t be understood: ${why}`);
  }
}

/** `x`: space and comments in a pattern are for who reads it. */
function expanded(source: string): string {
  return source.replace(
    /(\\[\s\S])|(\[(?:\\[\s\S]|[^\]])*\])|\s+|#[^\n]*/g,
    (_, escaped, set) => escaped ?? set ?? '',
  );
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e\\u00a0-\\u{10ffff}',
  graph: '\\x21-\\x7e\\u00a1-\\u{10ffff}',
  word: '\\p{L}\\p{N}_',
};

const WORD = '[\\p{L}\\p{N}_]';
const BEGINS = `(?<!${WORD})(?=${WORD})`;
const ENDS = `(?<=${WORD})(?!${WORD})`;

const ESCAPES: Readonly<Record<string, string>> = {
  w: WORD,
  W: '[^\\p{L}\\p{N}_]',
  m: BEGINS,
  M: ENDS,
  y: `(?:${BEGINS}|${ENDS})`,
  Y: `(?!${BEGINS}|${ENDS})`,
  A: '(?<![\\s\\S])',
  Z: '(?![\\s\\S])',
  a: '\\x07',
  e: '\\x1b',
};

/** What a backslash may stand before in JavaScript's strict reading. */
const KNOWN_ESCAPES = /[\dbBdDsSwWtnrfvcux^$\\.*+?()[\]{}|/-]/;

/** Where a dot stops at the end of a line, so does a set that names what it is not. */
function translated(source: string, dots: boolean): string {
  let out = '';
  for (let at = 0; at < source.length; ) {
    const char = source.charAt(at);
    if (char === '\\') {
      const next = source.charAt(at + 1);
      out += ESCAPES[next] ?? (next === 'b' ? '\\x08' : KNOWN_ESCAPES.test(next) ? `\\${next}` : next);
      at += 2;
    } else if (char === '[') {
      const end = endOfSet(source, at);
      out += set(source.slice(at, end), dots ? '' : '\\n');
      at = end;
    } else if (char === '{' && !/^\{\d+(?:,\d*)?\}/.test(source.slice(at))) {
      out += '\\{';
      at += 1;
    } else if (char === ']' || (char === '}' && !/\{\d+(?:,\d*)?$/.test(source.slice(0, at)))) {
      out += `\\${char}`;
      at += 1;
    } else {
      out += char;
      at += 1;
    }
  }
  return out;
}

/** A bracket right behind the opening one is a member; `[:alpha:]` inside brings its own. */
function endOfSet(source: string, start: number): number {
  let at = start + 1;
  if (source[at] === '^') at += 1;
  if (source[at] === ']') at += 1;
  for (; at < source.length; at += 1) {
    if (source[at] === ']') return at + 1;
    if (source[at] === '\\') at += 1;
    else if (source[at] === '[' && source[at + 1] === ':') {
      const end = source.indexOf(':]', at + 2);
      if (end !== -1) at = end + 1;
    }
  }
  throw new Error('a set begun with [ never ends');
}

function set(source: string, never: string): string {
  const negated = source[1] === '^';
  const inner = source.slice(negated ? 2 : 1, -1);
  let out = '';
  for (let at = 0; at < inner.length; ) {
    const named = /^\[:(\w+):\]/.exec(inner.slice(at));
    if (named !== null) {
      const members = CLASSES[named[1] ?? ''];
      if (members === undefined) throw new Error(`there is no class of characters [:${named[1]}:]`);
      out += members;
      at += named[0].length;
    } else if (inner[at] === '\\') {
      const next = inner.charAt(at + 1);
      out += next === 'w' ? '\\p{L}\\p{N}_' : KNOWN_ESCAPES.test(next) ? `\\${next}` : next;
      at += 2;
    } else {
      const char = inner.charAt(at);
      out += /[[\]]/.test(char) ? `\\${char}` : char;
      at += 1;
    }
  }
  return negated ? `[^${never}${out}]` : `[${out}]`;
}
