/** What a piece of SQL is, templates included, as far as colour needs to know. */
export type TokenKind = 'plain' | 'word' | 'text' | 'number' | 'comment' | 'template';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const WORDS = new Set(
  `select from where group by having order limit offset join left right full inner outer cross lateral on using as and or not
   in is null like ilike between case when then else end union all except intersect distinct with recursive over partition
   rows range preceding following current row values insert into update set delete create table view index primary key
   references true false cast exists any some asc desc nulls first last filter within interval returning conflict do nothing`
    .split(/\s+/)
    .filter(Boolean),
);

const PIECE =
  /(\{#[\s\S]*?(?:#\}|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$))|('(?:''|[^'])*'?)|("(?:""|[^"])*"?)|(\b\d+(?:\.\d+)?\b)|([A-Za-z_][\w$]*)/g;

/** Pieces in order; put together they are the text again. */
export function sqlTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  const put = (kind: TokenKind, text: string) => {
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens[tokens.length - 1] = { kind, text: last.text + text };
    else if (text !== '') tokens.push({ kind, text });
  };
  let at = 0;
  for (const found of sql.matchAll(PIECE)) {
    const [text, comment, template, quoted, name, number] = found;
    put('plain', sql.slice(at, found.index));
    at = found.index + text.length;
    if (comment !== undefined) put('comment', text);
    else if (template !== undefined) put('template', text);
    else if (quoted !== undefined) put('text', text);
    else if (name !== undefined) put('plain', text);
    else if (number !== undefined) put('number', text);
    else put(WORDS.has(text.toLowerCase()) ? 'word' : 'plain', text);
  }
  put('plain', sql.slice(at));
  return tokens;
}

/** The same, a list for each line. */
export function sqlLines(sql: string): Token[][] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of sqlTokens(sql))
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    }
  return lines;
}
