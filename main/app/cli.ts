import { keepCompiledCode } from './codeCache.ts';

keepCompiledCode();
// Only what is imported after that comes from the cache.
const { runProcess } = await import('./cli/runProcess.ts');
process.exitCode = await runProcess(process.argv.slice(2));
