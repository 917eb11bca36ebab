import { isSymbol } from '../console/onlyReads.ts';
import type { Token } from '../console/tokens.ts';

/** The statements of a script, each without its semicolon; empty ones are left out. */
export function splitScript(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokens)
    if (isSymbol(token, ';')) statements.push([]);
    else statements.at(-1)?.push(token);
  return statements.filter((statement) => statement.length > 0);
}
