import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../../resources/build/build.ts';
import { MODES, ROOT } from '../../resources/build/bundles/modes.ts';
import { CONDITIONS, type Conditions } from '../fakes/electron/conditions.ts';
import type { Answer, Controls, Order } from '../fakes/electron/control.ts';

type Control<Name extends keyof Controls> = Awaited<ReturnType<Controls[Name]>>;

/** The built desktop program, running over the stand-in. */
export interface StandIn {
  call<Name extends keyof Controls>(name: Name, ...args: Parameters<Controls[Name]>): Promise<Control<Name>>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
  output(): string;
  /** Ends what is still running: asked first, so that its Chromium clears up, then made to. */
  stop(): Promise<void>;
}

export interface StandInOptions {
  readonly home: string;
  readonly args?: readonly string[];
  readonly conditions?: Partial<Conditions>;
  /** The program's main file; the freshly built one unless a packaged one is to be run. */
  readonly entry?: string;
}

const REGISTER = pathToFileURL(join(ROOT, 'test', 'fakes', 'electron', 'register.ts')).href;
const SCREEN = { x: 0, y: 0, width: 1600, height: 1000 };

export async function buildProgram(): Promise<void> {
  const built = await ensureBuilt(MODES, () => {});
  if (!built.ok) throw new Error(built.message);
}

export function startStandIn(options: StandInOptions): StandIn {
  const entry = options.entry ?? join(ROOT, 'out', 'main', 'desktop.js');
  const conditions: Conditions = { root: ROOT, packaged: true, displays: [SCREEN], ...options.conditions };
  const child = spawn(process.execPath, ['--import', REGISTER, entry, ...(options.args ?? [])], {
    cwd: ROOT,
    env: { ...process.env, LEADLINE_HOME: options.home, [CONDITIONS]: JSON.stringify(conditions) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = new Promise<number | null>((settle) => child.once('exit', (code) => settle(code)));
  const output = collect(child);
  const call = caller(child, ended, output);
  return {
    call: call as StandIn['call'],
    ended,
    output,
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(patience);
    },
  };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer): void => {
    text += chunk;
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

function caller(child: ChildProcess, ended: Promise<unknown>, output: () => string) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return async (name: Order['name'], ...args: unknown[]): Promise<unknown> => {
    const id = ++last;
    const answered = new Promise<Answer>((settle) => waiting.set(id, settle));
    // A program that has ended answers through `gone`.
    if (child.connected) child.send({ id, name, args } satisfies Order);
    const gone = ended.then((code): Answer => ({ id, error: `the program ended (${code}): ${output()}` }));
    const answer = await Promise.race([answered, gone]);
    if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
    return answer.value;
  };
}
