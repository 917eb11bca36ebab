import { symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'vite';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

/**
 * A child and SQLite's workers as one file each, which halves what it costs to start one; hundreds are started. Returns the
 * script to run.
 */
export async function bundleChild(
  folder: string,
  /** From this folder on, without its ending. */
  child = 'landingChild',
): Promise<string> {
  await build({
    configFile: false,
    root: PROJECT,
    publicDir: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: {
        input: {
          [basename(child)]: join(import.meta.dirname, `${child}.ts`),
          sqliteWorker: join(PROJECT, 'main/warehouse/sqlite/worker/sqliteWorker.ts'),
          fileWorker: join(PROJECT, 'main/warehouse/durability/worker/fileWorker.ts'),
        },
        // Beside each other, because the store looks for its workers beside itself.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
    ssr: { noExternal: ['zod'] },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, `${basename(child)}.js`);
}
