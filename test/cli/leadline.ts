import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { COMMANDS } from '../../main/app/cli/commands.ts';
import { runCommandLine } from '../../main/app/cli/run.ts';
import { createTerminal } from '../../main/app/cli/terminal.ts';
import { projectRoot } from '../../main/app/places.ts';

export interface Serving {
  readonly address: string;
  readonly link: string;
  readonly process: ChildProcess;
  /** What it said on standard error so far. */
  said(): string;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line as a person runs it, in a process of its own, to its end. */
export async function leadline(home: string, args: readonly string[], input = ''): Promise<Ended> {
  const child = start(home, args);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** As `leadline`, but a Ctrl-C, or what else ends it, comes as soon as it says something on standard error that has these words. */
export async function interrupted(
  home: string,
  args: readonly string[],
  words: string,
  by: NodeJS.Signals = 'SIGINT',
  input = '',
): Promise<Ended> {
  const child = start(home, args);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    const before = err.includes(words);
    err += chunk;
    if (!before && err.includes(words)) child.kill(by);
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** As `leadline`, in this process: much faster, for all that isn't about the process itself. One at a time. */
export async function leadlineHere(home: string, args: readonly string[], piped = ''): Promise<Ended> {
  const said = { out: '', err: '' };
  const write = (name: 'out' | 'err') => ({
    write(text: string) {
      said[name] += text;
      return true;
    },
  });
  const input = new PassThrough();
  input.end(piped);
  const terminal = createTerminal(
    input as unknown as NodeJS.ReadStream,
    write('out') as NodeJS.WriteStream,
    write('err') as NodeJS.WriteStream,
  );
  const before = process.env['LEADLINE_HOME'];
  process.env['LEADLINE_HOME'] = home;
  try {
    return { code: await runCommandLine(args, COMMANDS, terminal), ...said };
  } finally {
    if (before === undefined) delete process.env['LEADLINE_HOME'];
    else process.env['LEADLINE_HOME'] = before;
  }
}

/** `serve` in a process of its own, until it is ready; fails with what it said when it ends before that. */
export async function startServing(home: string, args: readonly string[] = []): Promise<Serving> {
  const child = start(home, ['serve', '--json', ...args]);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const first = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited]);
  if (!Array.isArray(first)) throw new Error(`serve ended with ${first}: ${said}`);
  const { address, link } = JSON.parse(String(first[0])) as { address: string; link: string };
  return {
    address,
    link,
    process: child,
    said: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      return exited;
    },
  };
}

function start(home: string, args: readonly string[]) {
  return spawn(process.execPath, [join(projectRoot(), 'main/app/cli.ts'), ...args], {
    env: { ...process.env, LEADLINE_HOME: home, HOME: home },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
