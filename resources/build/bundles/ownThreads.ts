import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** A path in quotes that no import names: what a module hands to a thread or a process to run. */
const RUN_ELSEWHERE = /(?<!from |import |import\()'(\.\/[\w/]+)\.ts'/g;

/**
 * Modules that a thread or a process of their own runs are named by their source, `new URL('./worker.ts', import.meta.url)`,
 * and one bundle would swallow both the name and the module. Each becomes a file of its own beside the bundle, and the
 * name follows it.
 */
export function ownThreads(): Plugin {
  const named = new Map<string, string>();
  return {
    name: 'own-threads',
    enforce: 'pre',
    buildStart: () => named.clear(),
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('import.meta.url')) return null;
      let found = false;
      const bundled = code.replace(RUN_ELSEWHERE, (whole, path: string) => {
        const module = resolve(dirname(id), `${path}.ts`);
        if (!existsSync(module)) return whole;
        found = true;
        const name = `${basename(path)}.js`;
        const taken = named.get(name);
        if (taken !== undefined && taken !== module)
          this.error(`${module} and ${taken} would both be bundled as ${name}: give one another name.`);
        if (taken === undefined) {
          named.set(name, module);
          this.emitFile({ type: 'chunk', id: module, fileName: name, preserveSignature: 'strict' });
        }
        return `'./${name}'`;
      });
      if (!found) return null;
      // Written so, Vite doesn't take it for a web worker, which it would bundle in its own way.
      return { code: bundled.replaceAll('import.meta.url', "import.meta['url']"), map: null };
    },
  };
}
