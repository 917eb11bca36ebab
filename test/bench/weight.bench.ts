import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuilt } from '../../resources/build/build.ts';
import { ROOT } from '../../resources/build/bundles/modes.ts';
import type { Benchmark } from './benchmark.ts';

const pages = join(ROOT, 'out', 'renderer');

/** Scripts the first page names, those it has the browser fetch ahead included. */
function firstScripts(): string[] {
  const page = readFileSync(join(pages, 'index.html'), 'utf8');
  const named = [...page.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"/g)];
  return named.map(([, path = '']) => path);
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'first-load JavaScript, compressed',
    unit: 'kB',
    repeats: 1,
    aim: { absolute: 600 },
    async open() {
      const built = await ensureBuilt(['renderer'], () => undefined);
      if (!built.ok) throw new Error(built.message);
      return {
        ours: {
          label: 'gzip',
          run: async () =>
            firstScripts().reduce((sum, path) => sum + gzipSync(readFileSync(join(pages, path))).length, 0) /
            1000,
        },
        close: async () => undefined,
      };
    },
  },
];
