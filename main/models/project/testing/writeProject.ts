import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const TARGET = { name: 'dev', schema: 'analytics', database: 'warehouse', type: 'postgres' };

/** A project of these files in a new folder; `dbt_project.yml` is `name: shop` unless given. */
export async function writeProject(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'));
  for (const [path, text] of Object.entries({ 'dbt_project.yml': 'name: shop\n', ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
