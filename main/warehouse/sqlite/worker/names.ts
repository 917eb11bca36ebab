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
  return (/^[a-z]+/i.exec(bare(sql))?.[0] ?? '').toLowerCase();
}

/** An explained one counts: SQLite carries out most pragmas when it only compiles them. */
export function isPragma(sql: string): boolean {
  let rest = bare(sql);
  for (const skipped of [/^explain\b/i, /^query\b/i, /^plan\b/i]) rest = bare(rest.replace(skipped, ''));
  return /^pragma\b/i.test(rest);
}

function bare(sql: string): string {
  return sql.replace(/^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))+/, '');
}
