export interface Kept {
  readonly name: string;
  readonly at: Date;
  readonly beforeMigration: boolean;
}

export const DAILY = 7;
export const WEEKLY = 4;
/** What a migration may have spoiled is often noticed late; three of them are months. */
export const BEFORE_MIGRATION = 3;

const DAY_MS = 86_400_000;

/**
 * Why each backup is kept; those not in the answer may go. The newest of a UTC day stands for the day, the newest of
 * a week (from Monday) for the week, of the weeks before those days; days and weeks without a backup don't count, so a
 * workspace left alone for a year keeps what it had.
 */
export function retention(backups: readonly Kept[]): Map<string, 'daily' | 'weekly' | 'before migration'> {
  const newestFirst = backups.toSorted((a, b) => b.at.getTime() - a.at.getTime() || compare(b.name, a.name));
  const regular = newestFirst.filter(({ beforeMigration }) => !beforeMigration);
  const kept = new Map<string, 'daily' | 'weekly' | 'before migration'>();
  for (const { name } of newestOfEach(regular, dayOf).slice(0, DAILY)) kept.set(name, 'daily');
  const weeks = newestOfEach(regular, weekOf).filter(({ name }) => !kept.has(name));
  for (const { name } of weeks.slice(0, WEEKLY)) kept.set(name, 'weekly');
  const migrations = newestFirst.filter(({ beforeMigration }) => beforeMigration);
  for (const { name } of migrations.slice(0, BEFORE_MIGRATION)) kept.set(name, 'before migration');
  return kept;
}

function newestOfEach(newestFirst: readonly Kept[], span: (at: Date) => number): readonly Kept[] {
  const seen = new Set<number>();
  return newestFirst.filter(({ at }) => {
    const known = seen.has(span(at));
    seen.add(span(at));
    return !known;
  });
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}

/** 1970-01-01 was a Thursday. */
function weekOf(at: Date): number {
  return Math.floor((dayOf(at) + 3) / 7);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
