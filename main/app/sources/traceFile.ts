import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../../sources/http/http.ts';
import { atomicWrite } from '../../workspace/atomicWrite.ts';
import { DATA_FOLDER } from '../../workspace/dataFolder.ts';

/** The last exchanges of a source, so that a command can show what another command did. */
export async function writeTrace(
  workspace: string,
  source: string,
  trace: readonly Exchange[],
): Promise<void> {
  const folder = join(workspace, DATA_FOLDER, 'traces');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await atomicWrite(join(folder, `${source}.json`), JSON.stringify(trace));
}

export async function readTrace(workspace: string, source: string): Promise<readonly Exchange[]> {
  try {
    const text = await readFile(join(workspace, DATA_FOLDER, 'traces', `${source}.json`), 'utf8');
    return JSON.parse(text) as Exchange[];
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export function removeTrace(workspace: string, source: string): Promise<void> {
  return rm(join(workspace, DATA_FOLDER, 'traces', `${source}.json`), { force: true });
}
