import { join } from 'node:path';
import { CANARY } from '../../test/canary.ts';
import { ensureBuilt } from './build.ts';
import { MODES, ROOT } from './bundles/modes.ts';
import { formsOf } from './test/forms.ts';
import { watchArguments } from './test/processes.ts';
import { openRunFolder } from './test/runFolder.ts';
import { type Hit, sweepBytes, sweepFolder } from './test/sweep.ts';
import { runVitest } from './test/vitest.ts';

/** Ctrl-C reaches the tests by itself; this process stays to sweep up after them. */
process.on('SIGINT', () => undefined);

const forms = formsOf(CANARY);
const run = openRunFolder();
const built = await ensureBuilt(MODES, (line) => console.log(line));
// Tests of a part that needs no bundle are worth their run all the same.
if (!built.ok) console.error(built.message);

const watch = watchArguments(process.pid);
const counts = await runVitest(process.argv.slice(2), run);
const argumentLists = watch.stop();

const swept: readonly { place: string; hits: Hit[] }[] = [
  { place: 'what the tests left behind', hits: sweepFolder(run.path, forms) },
  { place: 'the built bundles', hits: sweepFolder(join(ROOT, 'out'), forms) },
  {
    place: 'argument lists',
    hits: argumentLists.flatMap((line) => sweepBytes(line.slice(0, 200), Buffer.from(line, 'latin1'), forms)),
  },
];
run.remove();

for (const { place, hits } of swept) {
  console.log(`${hits.length === 0 ? '✓' : '✗'} the secret is nowhere in ${place}`);
  for (const hit of hits) console.log(`    ${hit.where} (${hit.form})`);
}
const leaking = swept.filter(({ hits }) => hits.length > 0).length;
const passed = counts.passed + swept.length - leaking;
const failed = counts.failed + leaking + (built.ok ? 0 : 1);
console.log(`${passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
