import { stat } from 'node:fs/promises';
import type { FilePreview, Reading } from '../../shared/contract/files.ts';
import { ok, type Result } from '../../shared/errors/failure.ts';
import { listFiles } from '../sources/files/archive/listFiles.ts';
import { previewFile } from '../sources/files/files.ts';
import type { PreviewOptions } from '../sources/files/preview.ts';
import { shownPreview } from './filePlans.ts';

/** The files that paths, folders and patterns name, each once, in the order given. */
export async function namedFiles(paths: readonly string[]): Promise<Result<string[]>> {
  const found = new Set<string>();
  for (const path of paths) {
    const listed = await listFiles(path, process.cwd());
    if (!listed.ok) return listed;
    for (const file of listed.value) found.add(file);
  }
  return ok([...found]);
}

/** What the first of the files holds; the others are taken to be of its kind until they are read. */
export async function previewFiles(
  paths: readonly string[],
  reading: Reading,
  signal?: AbortSignal,
): Promise<Result<FilePreview>> {
  const named = await namedFiles(paths);
  if (!named.ok) return named;
  const [first] = named.value;
  if (first === undefined) throw new Error('A path named no file and did not fail.');
  const preview = await previewFile(first, previewOptions(reading), signal);
  if (!preview.ok) return preview;
  return ok(shownPreview(preview.value, reading, await withSizes(named.value)));
}

export function previewOptions({ encoding, delimiter, header, sheet, entry }: Reading): PreviewOptions {
  return {
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(header !== undefined && { header }),
    ...(sheet !== undefined && { sheet }),
    ...(entry !== undefined && { entry }),
  };
}

async function withSizes(paths: readonly string[]): Promise<{ path: string; bytes: number }[]> {
  return Promise.all(
    paths.map(async (path) => ({
      path,
      bytes: await stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    })),
  );
}
