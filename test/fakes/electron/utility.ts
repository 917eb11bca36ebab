import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { ForkOptions, UtilityProcess } from 'electron';

type Played = 'pid' | 'stderr' | 'stdout' | 'kill' | 'postMessage';

const REGISTER = new URL('./utilityRegister.ts', import.meta.url).href;
const FLAGS = '--js-flags=';

/** `utilityProcess.fork`: an ordinary child of Node's, which finds what Electron gives such a process. */
export class PlayedUtility extends EventEmitter implements Pick<UtilityProcess, Played> {
  readonly script: string;
  /** How it ended: a code or a signal; null while it runs. */
  ending: string | null = null;
  readonly stdout = null;
  readonly #child: ChildProcess;

  constructor(script: string, args: readonly string[], { execArgv = [], stdio }: ForkOptions) {
    super();
    this.script = script;
    if (!Array.isArray(stdio) || stdio[0] !== 'ignore')
      throw new Error('stdin value other than ignore is not supported.');
    const foreign = execArgv.find((option) => !option.startsWith(FLAGS));
    if (foreign !== undefined) throw new Error(`Electron would not pass ${foreign} on.`);
    this.#child = fork(script, args, {
      execArgv: [
        ...execArgv.flatMap((option) => option.slice(FLAGS.length).split(' ')),
        ...['--import', REGISTER],
      ],
      serialization: 'advanced',
      stdio: [...stdio, 'ipc'],
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code, signal) => {
      this.ending = signal ?? String(code);
      this.emit('exit', code ?? 0);
    });
    // The channel alone must not keep a program alive that has ended.
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get pid(): number | undefined {
    return this.ending === null ? this.#child.pid : undefined;
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr;
  }

  kill(): boolean {
    return this.#child.kill();
  }

  postMessage(message: unknown): void {
    // To one that has gone it is lost without a word.
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }
}
