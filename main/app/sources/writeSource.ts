import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { ConfigWritten } from '../../sources/connectors/sourceFile.ts';
import { atomicWrite } from '../../workspace/atomicWrite.ts';
import { diskFailure } from '../../workspace/diskFailure.ts';
import { SOURCES } from './sourceFiles.ts';

export interface SourceText {
  readonly connector: string;
  readonly config: { readonly [name: string]: ConfigWritten };
  readonly streams: readonly string[];
  readonly approved: string | null;
}

/** Writes `sources/<name>.yml`. Secrets are only named in it. */
export async function writeSource(workspace: string, name: string, text: SourceText): Promise<Result<void>> {
  const folder = join(workspace, SOURCES);
  const told = {
    connector: text.connector,
    ...(Object.keys(text.config).length > 0 && { config: text.config }),
    ...(text.streams.length > 0 && { streams: text.streams }),
    ...(text.approved !== null && { approved: text.approved }),
  };
  try {
    await mkdir(folder, { recursive: true });
    // A person's own file beside those they write themselves: readable like them.
    await atomicWrite(join(folder, `${name}.yml`), stringify(told, { lineWidth: 0 }), { mode: 0o644 });
    return ok(undefined);
  } catch (error) {
    return diskFailure(error, { doing: `write ${SOURCES}/${name}.yml`, folder: workspace });
  }
}
