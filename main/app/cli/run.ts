import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Failure } from '../../../shared/errors/failure.ts';
import type { Command, Within } from './command.ts';
import { commandHelp, overview } from './help.ts';
import type { Terminal } from './terminal.ts';

export const DONE = 0;
export const WORK_FAILED = 1;
export const WRONG_USE = 2;

const COMMON = {
  workspace: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs one command line and returns its exit code: 0 done, 1 the work failed, 2 wrong use. */
export async function runCommandLine(
  args: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
  within?: Within & { readonly folder: string },
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return help(rest[0], commands, terminal);
  const command = commands.find((one) => one.name === name);
  if (!command) return wrongUse(terminal, `There is no command "${name}".`, overview(commands));

  const parsed = parse(command, rest);
  if (typeof parsed === 'string') return wrongUse(terminal, parsed, commandHelp(command));
  const { values, positionals } = parsed;
  if (values['help'] === true) {
    terminal.out(commandHelp(command));
    return DONE;
  }
  const [least, most] = command.words;
  if (positionals.length < least || positionals.length > most) {
    return wrongUse(
      terminal,
      `"${name}" takes ${wordCount(least, most)}, not ${positionals.length}.`,
      commandHelp(command),
    );
  }
  const json = values['json'] === true;
  const named = typeof values['workspace'] === 'string';
  const workspace = resolve(within?.folder ?? '.', named ? String(values['workspace']) : '.');
  const outcome = await command.run({
    words: positionals,
    options: values,
    workspace,
    named,
    json,
    terminal,
    folder: within?.folder ?? process.cwd(),
    ...(within !== undefined && { within }),
  });
  if (!outcome.ok) return workFailed(outcome.failure, json, terminal);
  const { data, text, failed } = outcome.value;
  const said = json ? JSON.stringify(data) : text;
  if (said) terminal.out(`${said}\n`);
  return failed ? WORK_FAILED : DONE;
}

function parse(command: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: command.prepare?.(args) ?? [...args],
      options: { ...COMMON, ...command.options },
      allowPositionals: true,
      strict: true,
    }) as { values: Record<string, string | boolean | undefined>; positionals: string[] };
  } catch (error) {
    return error instanceof Error ? `${error.message.split('. ')[0]}.` : String(error);
  }
}

function help(name: string | undefined, commands: readonly Command[], terminal: Terminal): number {
  const command = commands.find((one) => one.name === name);
  if (name !== undefined && !command)
    return wrongUse(terminal, `There is no command "${name}".`, overview(commands));
  terminal.out(command ? commandHelp(command) : overview(commands));
  return DONE;
}

function wrongUse(terminal: Terminal, why: string, help: string): number {
  terminal.progress(`${why}\n\n${help.trimEnd()}`);
  return WRONG_USE;
}

/** Wrong input is wrong use; everything else is work that failed. */
function workFailed(failure: Failure, json: boolean, terminal: Terminal): number {
  if (json) terminal.out(`${JSON.stringify({ failure })}\n`);
  terminal.progress([failure.message, ...located(failure), failure.next].join('\n'));
  return failure.code === 'BAD_INPUT' ? WRONG_USE : WORK_FAILED;
}

function located(failure: Failure): string[] {
  return (failure.problems ?? []).map(
    ({ file, line, column, message }) => `  ${file}:${line}:${column} ${message}`,
  );
}

function wordCount(least: number, most: number): string {
  if (least === most) return `${least} ${least === 1 ? 'word' : 'words'}`;
  return `${least} to ${most} words`;
}
