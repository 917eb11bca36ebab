import { join } from 'node:path';
import { build } from 'vite';

/** The probe as one script for a page. */
export async function bundleProbe(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'probe.ts'), formats: ['iife'], name: 'probe' },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const [chunk] = bundle && 'output' in bundle ? bundle.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The probe was not bundled.');
  return chunk.code;
}
