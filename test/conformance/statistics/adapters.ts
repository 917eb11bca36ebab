import { readdirSync } from 'node:fs';
import type { Acceptance, Adapter, Family } from './case.ts';

export interface Adapters {
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly acceptances: ReadonlyMap<string, Acceptance>;
  /** Families that couldn't be brought in, and why; their methods have no adapter. */
  readonly broken: readonly string[];
}

/** Every file of this folder that exports `adapters` is a family: a new one is a new file and nothing else. */
export async function loadAdapters(): Promise<Adapters> {
  const adapters = new Map<string, Adapter>();
  const acceptances = new Map<string, Acceptance>();
  const broken: string[] = [];
  const here = new URL('.', import.meta.url);
  const files = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const file of files.sort()) {
    try {
      const family: Partial<Family> = await import(new URL(file, here).href);
      for (const [method, adapter] of Object.entries(family.adapters ?? {})) {
        if (adapters.has(method)) broken.push(`${file}: ${method} has an adapter already`);
        adapters.set(method, adapter);
      }
      for (const [method, rule] of Object.entries(family.acceptances ?? {})) acceptances.set(method, rule);
    } catch (thrown) {
      broken.push(`${file}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
  return { adapters, acceptances, broken };
}
