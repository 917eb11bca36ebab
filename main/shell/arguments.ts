import { resolve } from 'node:path';

/** The folder after `--workspace`, from whichever folder the program was started in. */
export function workspaceArgument(argv: readonly string[], startedIn: string): string | null {
  for (const [index, word] of argv.entries()) {
    const value = word === '--workspace' ? argv[index + 1] : /^--workspace=(.+)$/s.exec(word)?.[1];
    if (value && !value.startsWith('--')) return resolve(startedIn, value);
  }
  return null;
}

/** The folder a second start sent along with its greeting. */
export function workspaceIn(told: unknown): string | null {
  if (typeof told !== 'object' || told === null || !('workspace' in told)) return null;
  return typeof told.workspace === 'string' ? told.workspace : null;
}
