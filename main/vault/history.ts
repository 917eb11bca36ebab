import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { Rotation } from '../../shared/contract/vault.ts';
import { systemCode } from './trouble.ts';

const Line = Rotation.extend({ previous: z.string() });

/** The workspace of an event that concerns the whole vault. */
export const EVERY_WORKSPACE = '';

const NOTHING_BEFORE = '0'.repeat(64);

export interface History {
  /** Callers hold the vault's lock file. */
  append(rotations: readonly Rotation[]): Promise<void>;
  /** Newest first: this workspace's events, the whole vault's, and a line wherever the chain is broken. */
  of(workspace: string): Promise<Rotation[]>;
}

/**
 * `vault-history.jsonl`: only ever appended to; each line carries the SHA-256 of the line before it, so that a line
 * changed, removed or inserted shows. (Lines cut off at the end leave no such trace.)
 */
export function historyIn(path: string): History {
  async function lines(): Promise<string[]> {
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').filter((line) => line !== '');
  }

  return {
    async append(rotations) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      let previous = hashOf((await lines()).at(-1));
      let text = '';
      for (const rotation of rotations) {
        const line = JSON.stringify({ ...Rotation.parse(rotation), previous });
        previous = hashOf(line);
        text += `${line}\n`;
      }
      const file = await open(path, 'a+', 0o600);
      try {
        await file.writeFile((await endsMidLine(file)) ? `\n${text}` : text);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async of(workspace) {
      return verified(await lines())
        .filter((rotation) => rotation.workspace === workspace || rotation.workspace === EVERY_WORKSPACE)
        .reverse();
    },
  };
}

function verified(lines: readonly string[]): Rotation[] {
  const told: Rotation[] = [];
  let previous = NOTHING_BEFORE;
  let at = new Date(0).toISOString();
  for (const text of lines) {
    const line = Line.safeParse(parse(text));
    if (line.success) at = line.data.at;
    if (!line.success || line.data.previous !== previous) told.push(brokenAt(at));
    if (line.success) {
      const { previous: _, ...rotation } = line.data;
      told.push(rotation);
    }
    previous = hashOf(text);
  }
  return told;
}

/** What a person sees where the file is not as Leadline wrote it. */
function brokenAt(at: string): Rotation {
  return {
    at,
    who: 'unknown',
    action: 'history altered',
    name: '',
    workspace: EVERY_WORKSPACE,
    backend: 'memory',
  };
}

function hashOf(line: string | undefined): string {
  return line === undefined ? NOTHING_BEFORE : createHash('sha256').update(line).digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A process killed while appending leaves half a line; it stays, and shows. */
async function endsMidLine(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}
