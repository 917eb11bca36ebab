import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { ShownDialog } from '../fakes/electron/surroundings.ts';
import { bundleProbe } from './probeScript.ts';
import { buildProgram, type StandIn, type StandInOptions, startStandIn } from './standIn.ts';

/** A folder, and the programs that were started in it. */
export interface Yard {
  readonly folder: string;
  start(options: StandInOptions): StandIn;
  /** Started, with its page connected to the core and the probe beside it. */
  boot(options: StandInOptions): Promise<StandIn>;
  clear(): Promise<void>;
}

/** The real bundles, built where they are stale. */
export async function openYard(): Promise<Yard> {
  await buildProgram();
  const probe = await bundleProbe();
  const folder = mkdtempSync(join(tmpdir(), 'leadline-stand-in-'));
  const running: StandIn[] = [];

  function start(options: StandInOptions): StandIn {
    const program = startStandIn(options);
    running.push(program);
    return program;
  }

  return {
    folder,
    start,
    async boot(options) {
      const program = start(options);
      await usable(program);
      await program.call('evaluate', probe);
      await program.call('evaluate', 'leadlineProbe.connect()');
      return program;
    },
    async clear() {
      await Promise.all(running.map((program) => program.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for something the programs are about to do: generous, because a loaded machine is no failure. */
export function soon<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 15_000 });
}

async function usable(program: StandIn): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await program.call('windowCount')).toBe(1);
      const traffic = await program.call('traffic');
      expect(traffic.some(({ toPage, open }) => open && toPage > 0)).toBe(true);
      expect(await program.call('evaluate', 'document.body.innerText')).toContain('Leadline');
    },
    { timeout: 20_000 },
  );
}

/** One call of the contract, from inside the page: `{ value }`, or `{ code }` of the failure. */
export function call(program: StandIn, namespace: string, name: string, input?: unknown): Promise<unknown> {
  const args = [namespace, name, input].map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ');
  return program.call('evaluate', `leadlineProbe.call(${args})`);
}

/** Where a program of this home writes while no workspace is open. */
export function logOf(home: string): string {
  const logs = join(home, 'logs');
  const names = existsSync(logs) ? readdirSync(logs) : [];
  return names.map((name) => readFileSync(join(logs, name), 'utf8')).join('');
}

export async function onlyDialog(program: StandIn): Promise<ShownDialog> {
  await soon(() => program.call('dialogs')).toHaveLength(1);
  const [dialog] = await program.call('dialogs');
  if (!dialog) throw new Error('The dialog went away.');
  return dialog;
}

export async function quit(program: StandIn): Promise<number | null> {
  await program.call('quit').catch(() => undefined);
  const code = await program.ended;
  if (code !== 0) process.stderr.write(program.output());
  return code;
}
