import type { Value } from '../../../shared/domain/column.ts';
import type { Engine } from '../store.ts';
import { applyEdits, type Edit, type Edited } from './edits.ts';
import { isSymbol, onlyReads, type ReadKind } from './onlyReads.ts';
import { bindParameters, type Given } from './parameters.ts';
import { type Naming, nameRelations } from './relations.ts';
import { type Token, tokenize } from './tokens.ts';

export interface Prepared {
  readonly reads: ReadKind;
  readonly tokens: readonly Token[];
  /** For a select or values: the statement as a subquery with a limit and an offset still to be bound. */
  readonly paged: Edited;
  readonly whole: Edited;
  readonly params: readonly Value[];
}

export interface Objection {
  readonly code: 'SQL_REFUSED' | 'SQL_FAILED' | 'BAD_INPUT';
  readonly reason: string;
  readonly at: number;
}

/** From what a person typed to what the engine gets; every place in it leads back to the person's own text. */
export function prepare(
  sql: string,
  given: readonly Given[],
  engine: Engine,
  naming: Naming,
): Prepared | Objection {
  const nul = sql.indexOf('\0');
  if (nul !== -1) return { code: 'SQL_REFUSED', reason: 'A statement can’t hold a NUL character.', at: nul };
  const { tokens: all, unclosed } = tokenize(sql, engine);
  if (unclosed !== null)
    return {
      code: 'SQL_FAILED',
      reason: `The ${unclosed.what} that begins here never ends.`,
      at: unclosed.start,
    };
  const verdict = onlyReads(all, engine);
  if ('refused' in verdict) return { code: 'SQL_REFUSED', reason: verdict.refused, at: verdict.at };
  const { tokens, reads } = verdict;
  // Unbalanced ones could close the parenthesis that the page is cut by.
  const loose = looseParenthesis(tokens);
  if (loose !== null) {
    const reason =
      loose.text === ')' ? 'This parenthesis closes nothing.' : 'This parenthesis is never closed.';
    return { code: 'SQL_FAILED', reason, at: loose.start };
  }
  const bound = bindParameters(tokens, given, engine);
  if ('problem' in bound) return { code: 'BAD_INPUT', reason: bound.problem, at: bound.at };
  const edits = [...nameRelations(tokens, naming), ...bound.edits];
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? sql.length;
  const framed = (before: string, after: string): Edit[] => [
    { start: 0, end: start, text: before },
    ...edits,
    { start: end, end: sql.length, text: after },
  ];
  return {
    reads,
    tokens,
    paged: applyEdits(sql, framed('select * from (', ') as "page" limit ? offset ?')),
    whole: applyEdits(sql, framed('', '')),
    params: bound.params,
  };
}

function looseParenthesis(tokens: readonly Token[]): Token | null {
  const open: Token[] = [];
  for (const token of tokens) {
    if (isSymbol(token, '(')) open.push(token);
    else if (isSymbol(token, ')') && open.pop() === undefined) return token;
  }
  return open[0] ?? null;
}
