import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isComponent } from '../../main/sources/declarative/component.ts';
import { createExpressions } from '../../main/sources/declarative/expressions/createExpressions.ts';
import type { Benchmark } from './benchmark.ts';
import { ORDERS } from './makers/sources/manifests.ts';
import { openBenchSource, readAll } from './makers/sources/openBench.ts';
import { startPagesServer } from './makers/sources/startPagesServer.ts';

const RECORDS = 20_000;
const MANY = 1_000_000;
const STREAMS = 100;
const RENDERINGS = 20_000;

function makerOf(name: string): string {
  return join(import.meta.dirname, 'makers/sources', name);
}

async function inNewProcess<T>(flags: readonly string[], name: string, args: readonly string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, makerOf(name), ...args]);
  return JSON.parse(stdout) as T;
}

/** 5,000 a second are 0.2 ms each. The peer asks for the same pages and parses them, and does nothing else. */
function throughput(records: number): Benchmark {
  return {
    name: `a record through the interpreter: pages of 100, a cursor, one added field, ${records} of them`,
    unit: 'ms',
    repeats: 5,
    operations: records,
    aim: { absolute: 0.2 },
    async open() {
      const server = await startPagesServer(records);
      const source = openBenchSource(ORDERS, server.origin);
      return {
        ours: {
          label: 'openSource().read',
          async run() {
            counted(await readAll(source, 'orders'), records);
            return undefined;
          },
        },
        peer: {
          label: 'fetch and JSON.parse',
          version: process.version,
          async run() {
            counted(await plainly(server.origin), records);
            return undefined;
          },
        },
        async close() {
          await source.close();
          server.stop();
        },
      };
    },
  };
}

async function plainly(origin: string): Promise<number> {
  let records = 0;
  for (let page = 0; ; page += 1) {
    const answer = await fetch(`${origin}/orders?page=${page}`);
    const { data } = JSON.parse(await answer.text()) as { data: readonly unknown[] };
    records += data.length;
    if (data.length < 100) return records;
  }
}

const memory: Benchmark = {
  name: 'what the heap grows while a million records are read',
  unit: 'kB',
  repeats: 1,
  aim: { absolute: 5_000 },
  async open(smoke) {
    const records = smoke ? 5_000 : MANY;
    const server = await startPagesServer(records);
    return {
      ours: {
        label: `from a tenth to the end of ${records}`,
        async run() {
          const { growth } = await inNewProcess<{ growth: number }>(['--expose-gc'], 'readHeap.ts', [
            server.origin,
            String(records),
          ]);
          return growth;
        },
      },
      close: async () => server.stop(),
    };
  },
};

const loading: Benchmark = {
  name: `a manifest of ${STREAMS} streams opened, cold`,
  unit: 'ms',
  repeats: 5,
  aim: { absolute: 300 },
  async open() {
    return {
      ours: {
        label: 'new process',
        async run() {
          const { ms } = await inNewProcess<{ ms: number }>([], 'loadCold.ts', [String(STREAMS)]);
          return ms;
        },
      },
      close: async () => undefined,
    };
  },
};

const TEMPLATES = [
  "{{ record['updated_at'] }}",
  "{{ config['shop'] }}-{{ record['id'] }}",
  "{{ stream_slice.start_time if stream_slice else 'none' }}",
  "{{ record.get('address', {}).get('city', 'nowhere') | upper }}",
  '{{ record.total * 100 }}',
];

const rendering: Benchmark = {
  name: 'a compiled template rendered',
  unit: 'ms',
  repeats: 7,
  operations: RENDERINGS * TEMPLATES.length,
  aim: { absolute: 0.02 },
  async open() {
    const expressions = createExpressions({ config: { shop: 'main' }, now: () => Date.now() });
    const of = { type: 'AddFields', path: '', at: { line: 1, column: 1 }, members: {}, parameters: {} };
    if (!isComponent(of)) throw new Error('It must be a component.');
    const compiled = TEMPLATES.map((template) => expressions.value(template, of));
    const record = {
      id: 7,
      total: 1.5,
      updated_at: '2024-06-01T00:00:00Z',
      address: { city: 'Springfield' },
    };
    const slice = { partition: {}, cursor: { start_time: '2024-06-01' }, extra: {} };
    return {
      ours: {
        label: `${TEMPLATES.length} templates in turn`,
        async run() {
          for (let round = 0; round < RENDERINGS; round += 1)
            for (const render of compiled) {
              const value = render({ record, slice });
              if (value instanceof Promise) await value;
            }
          return undefined;
        },
      },
      close: async () => undefined,
    };
  },
};

function counted(came: number, expected: number): void {
  if (came !== expected) throw new Error(`${came} records came of ${expected}.`);
}

export const benchmarks: readonly Benchmark[] = [throughput(RECORDS), memory, loading, rendering];
