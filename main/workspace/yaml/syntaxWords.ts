import type { ErrorCode } from 'yaml';

const WORDS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'a repeated value (*name) cannot be given its own anchor or tag',
  BAD_ALIAS: 'this repeated value (*name) has no matching anchor (&name) before it',
  BAD_DQ_ESCAPE: 'this backslash means nothing inside double quotes: double it, or use single quotes',
  BAD_INDENT: 'this line is indented differently from its neighbours, or a bracket before it is not closed',
  BAD_SCALAR_START: 'a value cannot start with this character: put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'there are two keys on one line: put the value in quotes if it holds a colon',
  BLOCK_IN_FLOW: 'indented lists and keys cannot stand inside brackets',
  DUPLICATE_KEY: 'this key is written twice in the same place: keep one',
  KEY_OVER_1024_CHARS: 'this key is too long',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line, followed by a colon',
  MULTIPLE_DOCS: 'the file holds more than one document: remove this --- line or split the file',
  RESOURCE_EXHAUSTION: 'this is nested too deeply',
  TAB_AS_INDENT: 'lines are indented with spaces: replace the tab',
};

/** What is wrong with the syntax, for somebody who doesn't know the grammar of YAML. */
export function syntaxWords(code: ErrorCode, original: string): string {
  if (code === 'MISSING_CHAR' && original.includes('quote'))
    return 'a quote is opened here or before and never closed';
  if (code === 'MISSING_CHAR' && original.includes('map'))
    return 'a key must be followed by a colon and a space';
  return WORDS[code] ?? `this is not valid YAML (${original.charAt(0).toLowerCase()}${original.slice(1)})`;
}
