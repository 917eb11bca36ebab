import { LoadWish } from '../../../../shared/contract/files.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { loadFiles } from '../../loadFiles.ts';
import type { DemoFile } from '../demoFile.ts';

/** In place of what an earlier demo left: two seeds mixed would have two values a day. */
export async function loadSocialDemo(
  warehouse: Warehouse,
  files: readonly DemoFile[],
  work: Work,
): Promise<Result<readonly { readonly relation: string; readonly rows: number }[]>> {
  const loaded: { relation: string; rows: number }[] = [];
  for (const { path, relation } of files) {
    const wish = LoadWish.parse({ paths: [path], relation, disposition: 'replace', again: true });
    const landed = await loadFiles(warehouse, wish, { dry: false, work });
    if (!landed.ok) return landed;
    loaded.push({ relation, rows: landed.value.rows });
  }
  return ok(loaded);
}
