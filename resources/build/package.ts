/**
 * `npm run package`: builds what is stale, then packages for this platform into dist/. What follows `--` goes to
 * electron-builder as it is: `npm run package -- --dir` stops before the installers.
 */
import { ensureBuilt } from './build.ts';
import { MODES, ROOT } from './bundles/modes.ts';
import { debNeeds, runBuilder } from './packaging/builder.ts';

const args = process.argv.slice(2);
const built = await ensureBuilt(MODES, (line) => console.log(line));
if (built.ok) process.exitCode = await runBuilder(ROOT, [...targets(), ...args]);
else {
  console.error(built.message);
  process.exitCode = 1;
}

/** Everything the configuration lists for this platform, less what can't be made yet. */
function targets(): string[] {
  if (process.platform !== 'linux' || args.includes('--dir')) return [];
  const missing = debNeeds(ROOT);
  if (missing.length === 0) return [];
  console.log(`No .deb is made: package.json lacks ${missing.join(' and ')}, which that format demands.`);
  return ['--linux', 'AppImage'];
}
