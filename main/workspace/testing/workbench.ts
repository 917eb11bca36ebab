import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewWorkspace, OpenWorkspace } from '../../../shared/contract/workspace.ts';
import { Currency } from '../../../shared/domain/currency.ts';
import { Zone } from '../../../shared/domain/zone.ts';
import type { Result } from '../../../shared/errors/failure.ts';
import { createWorkspaces } from '../createWorkspaces.ts';
import type { Workspaces } from '../workspaces.ts';
import { temporaryFolder } from './folders.ts';
import { type QuietLog, quietLog } from './quietLog.ts';

export const TEMPLATES = join(import.meta.dirname, '..', '..', '..', 'resources', 'templates');

export interface Started {
  readonly workspaces: Workspaces;
  /** Stands for the person's own folder. */
  readonly base: string;
  readonly home: string;
  readonly log: QuietLog;
}

/** Workspaces over real folders, closed when the test ends. */
export async function startWorkspaces(given?: { base: string }): Promise<Started> {
  const base = given?.base ?? (await temporaryFolder());
  const home = join(base, 'home');
  const log = quietLog();
  const clock = () => new Date();
  const workspaces = createWorkspaces({
    home,
    userFolder: base,
    templatesFolder: TEMPLATES,
    log,
    clock,
    hostKind: 'cli',
  });
  onTestFinished(() => workspaces.close());
  return { workspaces, base, home, log };
}

export function wish(path: string, more: Partial<NewWorkspace> = {}): NewWorkspace {
  return {
    path,
    name: 'Shop',
    template: 'blank',
    zone: Zone.parse('America/New_York'),
    currency: Currency.parse('USD'),
    ...more,
  };
}

export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.failure.code;
}

/** The first state that fits, from now on; fails when none comes in time. */
export async function nextState(
  workspaces: Workspaces,
  fits: (state: OpenWorkspace) => boolean,
  withinMs: number,
): Promise<{ state: OpenWorkspace; ms: number }> {
  const began = performance.now();
  for await (const state of workspaces.watch(AbortSignal.timeout(withinMs)))
    if (state && fits(state)) return { state, ms: performance.now() - began };
  throw new Error(`no such state within ${withinMs} ms: ${JSON.stringify(workspaces.current())}`);
}
