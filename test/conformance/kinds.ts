import type { Kind } from './kind.ts';

/** One line a kind, loaded when it is asked for: one that starts databases is not in another's way. */
export const KINDS: Readonly<Record<string, () => Promise<Kind>>> = {
  jinja: async () => (await import('./jinja/kind.ts')).jinja,
  models: async () => (await import('./models/kind.ts')).createModels(),
  sources: async () => (await import('./sources/kind.ts')).sources,
  statistics: async () => (await import('./statistics/kind.ts')).statistics,
};
