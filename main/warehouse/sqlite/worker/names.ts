export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const RELATION = /\b(?:raw|staging|core|analytics)\.[a-z_][a-z0-9_]*/gi;

/** Relations that a statement names, however it quotes them; too many rather than too few. */
export function relationsIn(sql: string): string[] {
  return [...new Set((sql.match(RELATION) ?? []).map((name) => name.toLowerCase()))];
}

/** The first keyword of a statement, in lower case, after any comments. */
export function firstWord(sql: string): string {
  const bare = sql.replace(/^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))+/, '');
  return (/^[a-z]+/i.exec(bare)?.[0] ?? '').toLowerCase();
}
