import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { measure, type Result } from './measure.ts';
import { machine, table } from './table.ts';

const USAGE = `Use: npm run bench [-- OPTIONS]

  --only NAME   only the benchmarks whose name holds NAME
  --smoke       one run of each, to see that they work; the figures mean nothing
  --json        the results as JSON on standard output`;

interface Outcome {
  readonly results: Result[];
  readonly broken: string[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      smoke: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const chosen = (await loadAll()).filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) {
    console.error(`No benchmark is called “${values.only}”.`);
    return 2;
  }
  const { results, broken } = await runAll(chosen, values.smoke);
  if (values.json) console.log(JSON.stringify({ ...machine(), smoke: values.smoke, results }, null, 2));
  else {
    const { node, platform, cores, load } = machine();
    console.log(`\n${table(results)}\n\nNode ${node}, ${platform}, ${cores} cores, load ${load}`);
    if (values.smoke) console.log('One run of each, to see that they work: the figures mean nothing.');
  }
  return broken.length === 0 ? 0 : 1;
}

async function loadAll(): Promise<Benchmark[]> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
  const loaded = files.sort().map(async (name) => {
    const file = (await import(new URL(name, import.meta.url).href)) as { benchmarks: readonly Benchmark[] };
    return file.benchmarks;
  });
  return (await Promise.all(loaded)).flat();
}

/** One after another: two at once would measure each other. A broken one is reported and the rest still run. */
async function runAll(chosen: readonly Benchmark[], smoke: boolean): Promise<Outcome> {
  const outcome: Outcome = { results: [], broken: [] };
  for (const benchmark of chosen) {
    try {
      const contest = await benchmark.open(smoke);
      if (typeof contest === 'string') {
        console.error(`– ${benchmark.name}: ${contest}`);
        continue;
      }
      try {
        outcome.results.push(await measure(benchmark, contest, smoke));
        console.error(`✓ ${benchmark.name}`);
      } finally {
        await contest.close();
      }
    } catch (error) {
      outcome.broken.push(benchmark.name);
      console.error(`✗ ${benchmark.name}:`, error);
    }
  }
  return outcome;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}
