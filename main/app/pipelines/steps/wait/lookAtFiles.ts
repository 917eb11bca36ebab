import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { StepEnd } from '../../../../pipelines/run/runner.ts';
import { presentFiles } from '../../../../sources/files/archive/listFiles.ts';
import { counted, failedWith } from '../ends.ts';

const NAMED = 3;

/**
 * Whether files of a path or pattern are there, and other ones than were seen before. A name of size and time says nothing of
 * the content, and a file that is still written changes both.
 */
export async function lookAtFiles(
  written: string,
  folder: string,
  cursor: unknown,
  pollMs: number,
): Promise<StepEnd> {
  const path = isAbsolute(written) ? written : join(folder, written);
  const listed = await presentFiles(path, folder);
  if (!listed.ok) return failedWith(listed.failure);
  const seen: string[] = [];
  for (const file of listed.value) {
    const facts = await stat(file).catch(() => null);
    if (facts !== null) seen.push(JSON.stringify([file, facts.size, facts.mtimeMs]));
  }
  const print = seen.length === 0 ? '' : createHash('sha256').update(seen.join('\n')).digest('hex');
  if (seen.length > 0 && print !== cursor)
    return { is: 'succeeded', told: there(listed.value, folder), wrote: [] };
  const told = seen.length === 0 ? `There is no ${written} yet.` : `${written} has not changed.`;
  return { is: 'again', told, cursor: print, pollMs };
}

function there(files: readonly string[], folder: string): string {
  const names = files.slice(0, NAMED).map((file) => {
    const inside = relative(folder, file);
    return inside.startsWith('..') || isAbsolute(inside) ? file : inside;
  });
  const more = files.length > NAMED ? ` and ${counted(files.length - NAMED, 'file')} more` : '';
  return `${names.join(', ')}${more} ${files.length === 1 ? 'is' : 'are'} there.`;
}
