/** Words by which SQL asks for the time, for chance, or for the next number. */
const WORDS =
  /\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b|\b(now|random|randomblob|random_normal|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|gen_random_uuid|uuid_generate_v\w+|uuidv\d|nextval|setseed|txid_current|pg_current_xact_id|changes|last_insert_rowid)\s*\(/i;
/** Texts that mean a moment once they are read as one: `date('now')`, `'today'::date`. */
const MOMENTS = /'(now|today|yesterday|tomorrow)'/i;
/** SQLite's date functions mean now when nothing is handed to them. */
const BARE = /\b(date|time|datetime|julianday|unixepoch)\s*\(\s*\)/i;

/** Whether the same SQL over the same rows may answer differently tomorrow. */
export function readsClockOrChance(sql: string): boolean {
  const bare = withoutComments(sql);
  return MOMENTS.test(bare) || WORDS.test(withoutTexts(bare)) || BARE.test(withoutTexts(bare));
}

function withoutComments(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith("'") ? part : ' ',
  );
}

function withoutTexts(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, "''");
}
