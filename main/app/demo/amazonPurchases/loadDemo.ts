import { LoadWish } from '../../../../shared/contract/files.ts';
import type { Work } from '../../../../shared/domain/job.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Warehouse } from '../../../warehouse/warehouse.ts';
import { loadFiles } from '../../loadFiles.ts';
import type { DemoFile } from '../demoFile.ts';

export interface DemoLoaded {
  readonly relation: string;
  readonly rows: number;
}

/** Orders are added to what is there, as an export of a later month would be; what describes people and states is replaced. */
export async function loadDemo(
  warehouse: Warehouse,
  files: readonly DemoFile[],
  work: Work,
): Promise<Result<readonly DemoLoaded[]>> {
  const loaded: DemoLoaded[] = [];
  for (const { path, relation } of files) {
    const wish = LoadWish.parse({
      paths: [path],
      relation,
      disposition: relation === 'raw.amazon_purchases' ? 'append' : 'replace',
    });
    const landed = await loadFiles(warehouse, wish, { dry: false, work });
    if (!landed.ok && landed.failure.code === 'FILE_DUPLICATE') continue;
    if (!landed.ok) return landed;
    loaded.push({ relation, rows: landed.value.rows });
  }
  return ok(loaded);
}
