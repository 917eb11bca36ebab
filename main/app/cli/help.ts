import type { Command } from './command.ts';

const CALL = 'npm run -s leadline --';

export function overview(commands: readonly Command[]): string {
  const widest = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(widest)}  ${command.summary}`);
  return `Usage: ${CALL} <command> [--workspace DIR] [--json]

Commands
${lines.join('\n')}

  --workspace DIR  the workspace folder (the current folder if left out)
  --json           the answer as JSON on standard output; progress goes to standard error

Exit codes: 0 done, 1 the work failed, 2 wrong use.
More on one command: ${CALL} help <command>
`;
}

export function commandHelp(command: Command): string {
  return `Usage: ${CALL} ${command.usage}\n\n${command.help.trim()}\n`;
}
