import { Fault } from '../templateError.ts';

export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
}

const WORD = '\\p{L}\\p{N}_';
const CLASSES: Readonly<Record<string, string>> = {
  w: `[${WORD}]`,
  W: `[^${WORD}]`,
  A: '(?<![\\s\\S])',
  Z: '(?![\\s\\S])',
};
const KEPT = new Set([...'dDsSbBntrfv0123456789']);
const SYNTAX = new Set([...'^$\\.*+?()[]{}|/-']);

/** A pattern of Python's as one of this language, which reads most of them alike. */
export function translatePattern(pattern: string, given: PatternFlags): RegExp {
  const { text, flags } = inlineFlags(pattern, given);
  const out: string[] = [];
  let inClass = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '\\') {
      at += 1;
      out.push(escaped(text[at] ?? '', inClass));
    } else if (inClass) {
      if (letter === ']') inClass = false;
      out.push(letter === '[' ? '\\[' : letter);
    } else if (letter === '[') {
      inClass = true;
      const start = /^\[\^?\]?/.exec(text.slice(at))?.[0] ?? '[';
      out.push(start.endsWith(']') ? `${start.slice(0, -1)}\\]` : start);
      at += start.length - 1;
    } else if (letter === '{') {
      const counted = /^\{(\d*)(,?)(\d*)\}/.exec(text.slice(at));
      const isCount = counted !== null && `${counted[1]}${counted[3]}` !== '';
      out.push(isCount ? `{${counted[1] || '0'}${counted[2]}${counted[3]}}` : '\\{');
      if (isCount) at += counted[0].length - 1;
    } else if (letter === '}' || letter === ']') out.push(`\\${letter}`);
    else if (letter === '.') out.push(flags.dotAll ? '[\\s\\S]' : '[^\\n]');
    else if (letter === '$') out.push(flags.multiline ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))');
    else if (letter === '^') out.push(flags.multiline ? '(?<=\\n|(?<![\\s\\S]))' : '(?<![\\s\\S])');
    else if (text.startsWith('(?P<', at)) {
      out.push('(?<');
      at += 3;
    } else if (text.startsWith('(?P=', at)) {
      const end = text.indexOf(')', at);
      out.push(`\\k<${text.slice(at + 4, end)}>`);
      at = end;
    } else if (flags.verbose && /\s/.test(letter)) continue;
    else if (flags.verbose && letter === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else out.push(letter);
  }
  try {
    return new RegExp(out.join(''), `gdu${flags.ignoreCase ? 'i' : ''}`);
  } catch {
    throw new Fault('error', `This pattern can't be read: ${pattern}`);
  }
}

function escaped(letter: string, inClass: boolean): string {
  if (inClass && letter === 'w') return WORD;
  if (inClass && letter === 'b') return '\\b';
  const known = inClass ? undefined : CLASSES[letter];
  if (known !== undefined) return known;
  if (KEPT.has(letter)) return `\\${letter}`;
  if (letter === 'W') return '\\W';
  return SYNTAX.has(letter) ? `\\${letter}` : letter;
}

function inlineFlags(pattern: string, given: PatternFlags): { text: string; flags: PatternFlags } {
  const found = /^(?:\(\?[aiLmsux]+\))+/.exec(pattern);
  if (found === null) return { text: pattern, flags: given };
  const letters = found[0];
  return {
    text: pattern.slice(found[0].length),
    flags: {
      ignoreCase: given.ignoreCase || letters.includes('i'),
      multiline: given.multiline || letters.includes('m'),
      dotAll: given.dotAll || letters.includes('s'),
      verbose: given.verbose || letters.includes('x'),
    },
  };
}
