import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { syntaxWords } from './syntaxWords.ts';

export const YAML_BYTES = 1024 * 1024;
/** How often one file may reuse an anchored value: plenty for a person, too little for a bomb. */
const ALIASES = 100;
/** The parser recurses: a megabyte of `[` costs it seconds. Nobody nests this deep by hand. */
const DEPTH = 100;
const PROBLEMS = 50;

export interface ParsedYaml {
  readonly document: Document;
  readonly data: unknown;
  /** Where an offset of the text is, counted from 1. */
  at(offset: number): { line: number; column: number };
}

/** The text as YAML, or every fault of its syntax. */
export function parseYaml(
  text: string,
  file: string,
): { parsed: ParsedYaml | null; problems: FileProblem[] } {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const whole = (message: string): { parsed: null; problems: FileProblem[] } => ({
    parsed: null,
    problems: [{ file, line: 1, column: 1, severity: 'error', message }],
  });
  if (Buffer.byteLength(source) > YAML_BYTES) return whole('the file is larger than 1 MB and is not read');
  if (nestsTooDeep(source)) return whole(`the file nests more than ${DEPTH} brackets and is not read`);

  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    // A key that is a list or a mapping would be told on the process's stderr.
    logLevel: 'error',
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const located = (severity: FileProblem['severity']) => (fault: YAMLError) => ({
    file,
    ...at(fault.pos[0]),
    severity,
    message: syntaxWords(fault.code, fault.message),
  });
  const problems = [
    ...document.errors.slice(0, PROBLEMS).map(located('error')),
    ...document.warnings.slice(0, PROBLEMS).map(located('warning')),
  ];
  if (document.errors.length > 0) return { parsed: null, problems };
  try {
    return { parsed: { document, data: document.toJS({ maxAliasCount: ALIASES }), at }, problems };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Merge sources'))
      return whole('a merge (<<) takes in something that is no mapping');
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    return whole('the file repeats its anchors (&name, *name) too often and is not read');
  }
}

/** Counts brackets in strings and comments too: a false alarm would need a hundred unclosed ones. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) depth++;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
    if (depth > DEPTH) return true;
  }
  return false;
}
