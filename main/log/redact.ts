import { SECRET_MARK } from '../../shared/domain/secret.ts';
import { type Plain, plainFields } from './plain.ts';
import { strikeShapes } from './shapes.ts';
import { spellingsOf } from './spellings.ts';

/** Longer text is cut before it is searched: an entry shows 8 kB at most, and searching must stay quick. */
const SEARCHED = 65_536;
/** More than the longest spelling of one piece: what a cut may have left half of, and so unrecognised. */
const CUT_EDGE = 4_096;
const BASE64_FOUND = '\u{F8FF}';
const BASE64_EDGES = new RegExp(`[\\w+/-]?${BASE64_FOUND}[\\w+/-]?={0,2}`, 'g');
const MARKS = /(?:\[secret\]){2,}/g;

export interface Redactor {
  /** Strikes this value out from now on, in every spelling. Values below six characters are left. */
  conceal(value: string): void;
  text(text: string): string;
  /** Redacted JSON of at most 8 kB, whatever was handed in. */
  fields(fields: object): { [key: string]: Plain };
}

/** Striking out twice gives the same text as striking out once. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  let plain: string[] = [];
  let base64: string[] = [];

  function strikeValues(text: string): string {
    let struck = text;
    for (const spelling of plain)
      if (struck.includes(spelling)) struck = struck.replaceAll(spelling, SECRET_MARK);
    let found = false;
    for (const core of base64) {
      if (!struck.includes(core)) continue;
      found = true;
      struck = struck.replaceAll(core, BASE64_FOUND);
    }
    return found ? struck.replace(BASE64_EDGES, SECRET_MARK) : struck;
  }

  function redact(text: string): string {
    return strikeShapes(strikeValues(text)).replace(MARKS, SECRET_MARK);
  }

  function shortened(whole: string): string {
    if (whole.length <= SEARCHED) return redact(whole);
    return redact(whole.slice(0, SEARCHED)).slice(0, -CUT_EDGE);
  }

  return {
    conceal(value) {
      // A value inside the mark itself would be struck out of every mark, again and again.
      if (known.has(value) || SECRET_MARK.includes(value)) return;
      known.add(value);
      const spellings = spellingsOf(value);
      plain = longestFirst([...plain, ...spellings.plain]);
      base64 = longestFirst([...base64, ...spellings.base64]);
    },
    text: redact,
    fields: (fields) => plainFields(fields, shortened),
  };
}

/** A value that contains another must go first, or its remains would stay readable. */
function longestFirst(spellings: readonly string[]): string[] {
  return [...new Set(spellings)].sort((a, b) => b.length - a.length);
}
