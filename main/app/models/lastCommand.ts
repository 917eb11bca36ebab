import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { NodeResult } from '../../models/build/nodeResult.ts';
import type { Plain } from '../../models/project/plain.ts';
import { parseJson } from '../../workspace/jsonFile.ts';
import { keep } from './keptState.ts';
import type { BuildOptions, LastCommand } from './modelling.ts';

const FILE = 'last-command.json';

const Texts = z.array(z.string());
const Kept = z.object({
  options: z.looseObject({ command: z.string(), selection: z.looseObject({ select: Texts.optional() }) }),
  results: z.array(z.object({ id: z.string(), status: z.string() })),
});

/** Kept between commands, so that a retry needs no answer to what it was about. */
export async function keepCommand(
  folder: string,
  { state: _state, ...options }: BuildOptions,
  results: readonly NodeResult[],
): Promise<void> {
  const last: LastCommand = { options, results: results.map(({ id, status }) => ({ id, status })) };
  await keep(folder, FILE, JSON.stringify(last, wholeAsText));
}

export async function readCommand(folder: string): Promise<LastCommand | null> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => null);
  const read = text === null ? null : parseJson(text, Kept);
  if (read?.state !== 'read') return null;
  // Written by us alone; the schema only keeps a torn or foreign file out.
  return JSON.parse(text ?? '', textAsWhole) as LastCommand;
}

/** Exactly what came to nothing the last time. */
export function toRetry({ results }: LastCommand): Partial<BuildOptions> {
  const ids = results
    .filter(
      ({ status }) =>
        status !== 'success' && status !== 'pass' && status !== 'warn' && status !== 'unchanged',
    )
    .map(({ id }) => id);
  return {
    selection: { ids },
    scope: 'all',
  };
}

/** JSON has no whole numbers of its own, and vars tell 1 from 1.0. */
function wholeAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $whole: String(value) } : value;
}

function textAsWhole(_key: string, value: Plain | { $whole: string }): Plain {
  if (typeof value === 'object' && value !== null && '$whole' in value) return BigInt(String(value.$whole));
  return value as Plain;
}
