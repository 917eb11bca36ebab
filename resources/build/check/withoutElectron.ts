import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { ownThreads } from '../bundles/ownThreads.ts';
import type { Finding } from './rule.ts';

/** The hosts that must run where the Electron runtime was never installed. */
const ENTRIES = ['main/app/serve.ts', 'main/app/cli.ts'];

export async function withoutElectron(root: string): Promise<Finding[]> {
  const found = await Promise.all(
    ENTRIES.map((entry) =>
      existsSync(join(root, entry))
        ? reachesElectron(root, entry).catch((error: unknown) => [unbundled(entry, error)])
        : [{ file: entry, line: 1, message: 'is missing' }],
    ),
  );
  return found.flat();
}

function unbundled(entry: string, error: unknown): Finding {
  const said = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const line = said.split('\n').find((candidate) => candidate.includes('['));
  return { file: entry, line: 1, message: `can't be bundled: ${line ?? said}` };
}

/**
 * Bundles the entry in memory, dependencies and all, and reports every module that reaches for `electron`: what no
 * rule over our own imports can see, such as a package that does it for us.
 */
export async function reachesElectron(root: string, entry: string): Promise<Finding[]> {
  const found: Finding[] = [];
  const outside = new Set([...builtinModules, 'better-sqlite3', 'keytar']);
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    publicDir: false,
    plugins: [
      ownThreads(),
      {
        name: 'without-electron',
        enforce: 'pre',
        resolveId(source, importer) {
          if (!/^(node:)?electron(\/|$)/.test(source)) return null;
          const from = importer === undefined ? entry : relative(root, importer).replaceAll('\\', '/');
          found.push({ file: from, line: 1, message: `brings electron into the bundle of ${entry}` });
          return { id: source, external: true };
        },
      },
    ],
    resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
    build: {
      write: false,
      minify: false,
      target: 'node24',
      lib: { entry: join(root, entry), formats: ['es'] },
      rolldownOptions: { external: (id) => id.startsWith('node:') || outside.has(id) },
    },
  });
  return found;
}
