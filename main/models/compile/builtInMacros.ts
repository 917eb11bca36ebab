import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../warehouse/store.ts';
import type { BuiltInMacros } from '../project/options.ts';
import { compareText } from '../project/problem.ts';

const ENGINES: readonly Engine[] = ['postgres', 'sqlite'];

/**
 * The macros that come with Leadline, a folder a package: those everybody calls by bare names, the engine's before the
 * general ones, then packages that stand in for the ones a project may vendor.
 */
export async function readBuiltInMacros(folder: string, engine: Engine): Promise<BuiltInMacros[]> {
  const everybody = [`dbt_${engine}`, 'dbt'];
  const others = ENGINES.filter((one) => one !== engine).map((one) => `dbt_${one}`);
  const found = await readdir(folder, { withFileTypes: true });
  const named = found
    .filter((entry) => entry.isDirectory() && !everybody.includes(entry.name) && !others.includes(entry.name))
    .map(({ name }) => name)
    .sort(compareText);
  const macros: BuiltInMacros[] = [];
  for (const packageName of [...everybody, ...named]) {
    const files = (await readdir(join(folder, packageName))).filter((file) => file.endsWith('.sql'));
    for (const file of files.sort(compareText)) {
      const text = await readFile(join(folder, packageName, file), 'utf8');
      const place = `leadline/macros/${packageName}/${file}`;
      macros.push({
        packageName,
        file: place,
        text,
        ...(named.includes(packageName) ? { byNameOnly: true } : {}),
      });
    }
  }
  return macros;
}
