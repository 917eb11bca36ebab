import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Store } from '../../warehouse/store.ts';
import { TRUTH } from './socialToSales/socialDemo.ts';

/** Files that only a workspace of this template has, all of them. */
const OWN_FILES = ['studies/social-to-sales.yml', 'models/staging/stg_signals.sql', 'pipelines/daily.yml'];

/** Made by the demo, before any of its rows is loaded, and by nothing else. */
const TRUTH_FILE = join('files', TRUTH);

/** free: the workspace is still to be made. ours: it is there, and of this template. */
export async function folderStanding(folder: string): Promise<Result<'free' | 'ours'>> {
  const has = await Promise.all(['leadline.yml', ...OWN_FILES].map((file) => isThere(join(folder, file))));
  if (has[0] !== true) return ok('free');
  if (has.every(Boolean)) return ok('ours');
  return fail('FOLDER_NOT_EMPTY', {
    message: `${folder} is a workspace of another kind.`,
    next: 'Choose a new or an empty folder for the demo.',
    subject: folder,
  });
}

/** Figures that somebody brought are never mixed with invented ones, nor replaced by them. */
export async function freeOfOthers(folder: string, store: Store, signal: AbortSignal): Promise<Result<void>> {
  if (await isOfDemo(folder)) return ok(undefined);
  const relation = RelationName.parse('raw.demo_signals');
  const told = await store.describe(relation, { signal });
  if (!told.ok || told.value === null) return told.ok ? ok(undefined) : told;
  const rows = await store.exactRows(relation, { signal });
  if (!rows.ok || rows.value === 0) return rows.ok ? ok(undefined) : rows;
  return fail('FOLDER_NOT_EMPTY', {
    message: `The workspace in ${folder} holds figures already, and they are not of the demo.`,
    next: 'Choose a new or an empty folder for the demo: invented figures don’t belong among your own.',
    subject: folder,
  });
}

/** Its files were written; whether they are loaded is another question. */
export function isOfDemo(folder: string): Promise<boolean> {
  return isThere(join(folder, TRUTH_FILE));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
