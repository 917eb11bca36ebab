import { join } from 'node:path';
import { build } from 'vite';

/**
 * Run as a child in the project's folder, `bundle.ts MODE FOLDER`: Vite sets NODE_ENV for its whole process and keeps hundreds of megabytes,
 * neither of which the program that asked for the build should inherit.
 */
const [mode, folder] = process.argv.slice(2);
if (mode === undefined || folder === undefined) throw new Error('Use: bundle.ts MODE FOLDER');

try {
  await build({
    configFile: join(process.cwd(), 'vite.config.ts'),
    configLoader: 'native',
    mode,
    build: { outDir: folder, emptyOutDir: true },
  });
} catch (error) {
  // Its message shows the place in the source; the stack would only show Vite.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
