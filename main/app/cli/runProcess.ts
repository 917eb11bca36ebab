import { COMMANDS } from './commands.ts';
import { runCommandLine } from './run.ts';
import { createTerminal } from './terminal.ts';

/** One command of this process, on its own streams. */
export function runProcess(args: readonly string[]): Promise<number> {
  return runCommandLine(args, COMMANDS, createTerminal(process.stdin, process.stdout, process.stderr));
}
