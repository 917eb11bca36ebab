import type { Failure } from '../../../shared/errors/failure.ts';
import type { Within } from './command.ts';
import { COMMANDS } from './commands.ts';
import { runCommandLine } from './run.ts';
import type { Terminal } from './terminal.ts';

/** One command line within a workbench that is open: the exit code, and the failure that a terminal would have shown. */
export async function runWithin(
  words: readonly string[],
  terminal: Terminal,
  within: Within & { readonly folder: string },
): Promise<{ readonly code: number; readonly failure: Failure | null }> {
  let failure: Failure | null = null;
  const watched = COMMANDS.map((command) => ({
    ...command,
    async run(call: Parameters<typeof command.run>[0]) {
      const done = await command.run(call);
      if (!done.ok) failure = done.failure;
      return done;
    },
  }));
  const code = await runCommandLine(words, watched, terminal, within);
  return { code, failure };
}
