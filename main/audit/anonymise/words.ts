/** What the program itself calls things: told as they are, whoever's workspace it is. Any other text of a table is a name. */
const WORDS: ReadonlySet<string> = new Set([
  ...['queued', 'waiting', 'running', 'succeeded', 'failed', 'skipped', 'upstream_failed', 'cancelled'],
  ...[
    'interrupted',
    'again',
    'offline',
    'locked',
    'success',
    'error',
    'pass',
    'warn',
    'fail',
    'runtime error',
  ],
  ...['proposed', 'accepted', 'snoozed', 'dismissed', 'expired', 'judged', 'open', 'hit', 'missed'],
  ...['confirmed', 'suggestive', 'unresolved lag', 'sales lead social', 'no evidence', 'refused'],
  ...['fresh', 'stale', 'never', 'append', 'replace', 'merge', 'yes', 'no', 'build', 'run', 'seed', 'test'],
  ...['scheduled', 'manual', 'event', 'backfill', 'source', 'relation', 'true', 'false'],
]);
const VERSION = /^\d+\.\d+\.\d+$/;

export function isWord(text: string): boolean {
  return WORDS.has(text) || VERSION.test(text);
}

/** Ages and incomes that were asked in bands are bands already. */
export function isBand(text: string): boolean {
  return (
    /\d/.test(text) &&
    /^([\d.,\s$€£+–-]|years?|old|and|or|to|over|under|older|younger|more|less|than|above|below)*$/i.test(text)
  );
}
