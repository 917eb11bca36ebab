import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from './places.ts';

/**
 * Keeps what Node makes of our TypeScript beside the installed packages, for this process and those it starts: a command
 * is up in two thirds of the time. Not in the folder for temporary files, where another account could put code for us.
 */
export function keepCompiledCode(env: NodeJS.ProcessEnv = process.env): void {
  if (env['NODE_COMPILE_CACHE'] !== undefined || env['NODE_DISABLE_COMPILE_CACHE'] !== undefined) return;
  const folder = join(projectRoot(), 'node_modules', '.cache', 'leadline');
  // What can't be written there is compiled anew each time, as without this.
  enableCompileCache(folder);
  env['NODE_COMPILE_CACHE'] = folder;
}
