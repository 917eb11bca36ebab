import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const ENDING = '*.test.{ts,tsx}';

/** Of `test`, what starts no program and holds no port: its files get on in one process. */
const CALM = 'test/{conformance,contract,insight,models,security,sources}';

/**
 * Beside the installed packages, as the program itself keeps it: whatever a test starts, and above all each process of a
 * SQLite warehouse, is up in half of the work. Set here, so that the workers of the tests have it from their beginning.
 */
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'leadline');

export default defineConfig({
  test: {
    globalSetup: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: [`{main,preload,renderer,shared,resources}/**/${ENDING}`, `${CALM}/**/${ENDING}`],
          // They share what they import: loading it anew for each file took half of their time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'apart', include: [`test/**/${ENDING}`], exclude: [`${CALM}/**`] },
      },
    ],
  },
});
