import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark } from './benchmark.ts';
import { editModel, MACRO_FILES, MODELS, writeLargeProject } from './makers/largeProject.ts';
import { createParser } from './makers/parseModels.ts';

const size = `${MODELS} models, ${MACRO_FILES} macro files`;

/** In a new process each time, its start left out: nothing is known, nothing is compiled. */
const cold: Benchmark = {
  name: `parse and compile ${size}, cold`,
  unit: 'ms',
  repeats: 5,
  aim: { absolute: 2000 },
  async open() {
    const { folder, remove } = project();
    return {
      ours: { label: 'new process', run: () => coldly(folder) },
      close: async () => remove(),
    };
  },
};

const edited: Benchmark = {
  name: `parse and compile ${size}, after one edit`,
  unit: 'ms',
  repeats: 7,
  aim: { absolute: 300 },
  async open() {
    const { folder, remove } = project();
    const parse = createParser(folder);
    await parse();
    let round = 0;
    return {
      ours: {
        label: 'one model changed',
        async run() {
          round += 1;
          editModel(folder, round);
          const { ms, models } = await parse();
          return counted(models, ms);
        },
      },
      peer: { label: 'the same, cold', version: 'own', run: () => coldly(folder) },
      close: async () => remove(),
    };
  },
};

function project(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-bench-models-'));
  writeLargeProject(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function coldly(folder: string): Promise<number> {
  const script = join(import.meta.dirname, 'makers/parseModelsCold.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder]);
  const { ms, models } = JSON.parse(stdout) as { ms: number; models: number };
  return counted(models, ms);
}

function counted(models: number, ms: number): number {
  if (models !== MODELS) throw new Error(`${models} models were compiled of ${MODELS}.`);
  return ms;
}

export const benchmarks: readonly Benchmark[] = [cold, edited];
