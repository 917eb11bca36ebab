import type { ParseArgsOptionsConfig } from 'node:util';
import type { Result } from '../../../shared/errors/failure.ts';
import type { Workbench } from '../workbench.ts';
import type { Terminal } from './terminal.ts';

/** A workbench that is open already, and holds the workspace; and what stops the command, in place of Ctrl-C. */
export interface Within {
  readonly workbench: Workbench;
  readonly signal: AbortSignal;
}

/** What a command was called with, already parsed against its own options. */
export interface Invocation {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** The workspace folder named by --workspace, else the current folder. */
  readonly workspace: string;
  /** Whether --workspace was given. */
  readonly named: boolean;
  readonly json: boolean;
  readonly terminal: Terminal;
  /** From which the paths among its words are told. */
  readonly folder: string;
  /** Left out: the command opens a workbench of its own. */
  readonly within?: Within;
}

/** `data` goes to stdout with --json, `text` without. A command whose work failed returns a failure, or `failed: true` with an answer. */
export interface Answer {
  readonly data?: unknown;
  readonly text: string;
  readonly failed?: boolean;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** After `npm run -s leadline -- `. */
  readonly usage: string;
  readonly help: string;
  /** How many words it takes, least and most. */
  readonly words: readonly [number, number];
  readonly options?: ParseArgsOptionsConfig;
  /** Rewrites the arguments before they are parsed, where a command's options aren't of the usual form. */
  prepare?(args: readonly string[]): string[];
  run(call: Invocation): Promise<Result<Answer>>;
}
