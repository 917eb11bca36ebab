import { fail, ok, type Result } from '../../shared/errors/failure.ts';

/** Below this a WAL file can be corrupted when two connections write and checkpoint together. */
export const LEAST_SQLITE = '3.51.3';

/**
 * The SQLite that better-sqlite3 brings. Asked of an empty in-memory database, so nothing here touches a file:
 * the one statement that may run outside a worker.
 */
export async function sqliteVersion(): Promise<Result<string>> {
  try {
    const { default: Database } = await import('better-sqlite3');
    const memory = new Database(':memory:');
    const version = String(memory.prepare('select sqlite_version()').pluck().get());
    memory.close();
    return ok(version);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('INTERNAL', {
      message: `SQLite could not be loaded: ${why}`,
      next: 'Run npm ci again, on Node 22 or newer.',
    });
  }
}

export function atLeast(version: string, least: string): boolean {
  const has = version.split('.').map(Number);
  const needs = least.split('.').map(Number);
  for (const [index, part] of needs.entries()) {
    const own = has[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
