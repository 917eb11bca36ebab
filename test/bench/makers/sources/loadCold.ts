import { manyStreams } from './manifests.ts';
import { openBenchSource } from './openBench.ts';

/** `loadCold <streams>`: milliseconds from the text of a manifest to what each of its streams is, in a process that has done nothing before. */
const streams = Number(process.argv[2] ?? '100');
const text = manyStreams(streams);
const started = performance.now();
const { source, close } = openBenchSource(text, 'http://127.0.0.1:1');
const usable = source.streams.filter(({ unsupported }) => unsupported === undefined).length;
const ms = performance.now() - started;
await close();
if (usable !== streams) throw new Error(`${usable} streams can run of ${streams}.`);
console.log(JSON.stringify({ ms }));
