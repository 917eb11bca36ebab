import { ORDERS } from './manifests.ts';
import { openBenchSource, readAll } from './openBench.ts';

/** `readHeap <origin> <records>`, with `--expose-gc`: by how many kB the heap is larger at the end than after a tenth. */
const [origin = '', count = '0'] = process.argv.slice(2);
const total = Number(count);
const source = openBenchSource(ORDERS, origin);
let early = 0;
let late = 0;
const records = await readAll(source, 'orders', (read) => {
  if (early === 0 && read >= total / 10) early = live();
  if (late === 0 && read >= total - 100) late = live();
});
await source.close();
if (records !== total) throw new Error(`${records} records came of ${total}.`);
console.log(JSON.stringify({ growth: Math.max(0, late - early) / 1000 }));

function live(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
