import type { Failure } from '../../../shared/errors/failure.ts';
import { type Edited, lineAndColumn, placeOf } from './edits.ts';
import type { Token } from './tokens.ts';

/** How problems of a statement name the text they lie in. */
const STATEMENT = 'statement';

const SAID = / \(line (\d+), column (\d+)\)/;

/** The same failure with its place in the person's own text instead of the one that was sent. */
export function located(failure: Failure, sql: string, sent: Edited, tokens: readonly Token[]): Failure {
  const said = SAID.exec(failure.message);
  const plain = failure.message.replace(SAID, '').replace(/\.$/, '');
  const inSent = said && placeOf(sent.text, { line: Number(said[1]), column: Number(said[2]) });
  const { problems: _, ...rest } = failure;
  // A name is looked for among the tokens: in the text alone it would also be found in strings and comments.
  const place = named(tokens, plain)?.start ?? (inSent === null ? null : sent.original(inSent));
  if (place === null) return { ...rest, message: `${plain}.` };
  const at = lineAndColumn(sql, place);
  return {
    ...rest,
    message: `${plain} (line ${at.line}, column ${at.column}).`,
    problems: [{ file: STATEMENT, ...at, message: plain, severity: 'error' }],
  };
}

/** SQLite tells what it doesn't know by its name only. */
function named(tokens: readonly Token[], message: string): Token | undefined {
  const name =
    /no such (?:column|table|function): ([^\s,()]+)/.exec(message) ??
    /ambiguous column name: (\S+)/.exec(message);
  const parts = name?.[1]?.toLowerCase().split('.') ?? [];
  if (parts.length === 0) return undefined;
  return tokens.find(({ kind }, at) => {
    if (kind !== 'name' && kind !== 'quoted') return false;
    return parts.every((part, index) => tokens[at + index * 2]?.text.toLowerCase() === part);
  });
}
