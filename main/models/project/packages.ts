import { access, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Environment } from '../../jinja/jinja.ts';
import type { Value } from '../../jinja/value.ts';
import { type ProjectFile, readProjectFile } from './config/projectFile.ts';
import { readText } from './files/projectFiles.ts';
import type { ProblemList } from './problem.ts';
import { child, items, placeOf, text } from './yaml/located.ts';
import { readYaml } from './yaml/readYaml.ts';
import { renderYaml } from './yaml/renderYaml.ts';

/** The project itself or a package vendored in it. */
export interface ProjectPackage {
  readonly name: string;
  /** Relative to the project's folder; empty for the project itself. */
  readonly folder: string;
  readonly file: ProjectFile;
  readonly isRoot: boolean;
}

/** The names `dbt_project.yml` may use, known only once its variables are. */
export type NamesFor = (file: ProjectFile, root: ProjectFile) => Readonly<Record<string, Value>>;

/** The project first, then its packages in the order of their names. Null when there is no project to read. */
export async function readPackages(
  root: string,
  environment: Environment,
  namesFor: NamesFor,
  problems: ProblemList,
): Promise<readonly ProjectPackage[] | null> {
  const read = (folder: string, rootFile: ProjectFile | null) =>
    readPackage(root, folder, rootFile, environment, namesFor, problems);
  const main = await read('', null);
  if (main === null) return null;
  const packages = [main];
  const folders = await vendoredFolders(root, main.file.packagesFolder);
  const local = await localFolders(root, problems);
  for (const folder of [...folders, ...local]) {
    const one = await read(folder, main.file);
    if (one === null) continue;
    const twin = packages.find((other) => other.name === one.name);
    if (twin === undefined) packages.push(one);
    else if (!local.includes(folder))
      problems.error(
        { file: one.file.file, line: 1, column: 1 },
        `Two packages are called ${one.name}: this one and ${twin.folder === '' ? 'the project' : twin.folder}.`,
        'Take one of them out of the packages folder.',
      );
  }
  await tellMissingPackages(root, main.file.packagesFolder, folders.length, problems);
  return packages;
}

async function readPackage(
  root: string,
  folder: string,
  rootFile: ProjectFile | null,
  environment: Environment,
  namesFor: NamesFor,
  problems: ProblemList,
): Promise<ProjectPackage | null> {
  const file = posix.join(folder, 'dbt_project.yml');
  const text = await readText(root, file, problems);
  if (text === null) return null;
  const located = readYaml(text, file, problems);
  if (located === null) {
    if (text.trim() === '')
      problems.error(
        { file, line: 1, column: 1 },
        'This project file is empty.',
        'Write name: my_project in it.',
        'everything',
      );
    return null;
  }
  const first = readProjectFile(located, problems);
  if (first === null) return null;
  const names = namesFor(first, rootFile ?? first);
  const rendered = await renderYaml(located, { environment, names, problems, skip: isTemplateOfItsOwn });
  const settled = readProjectFile(rendered, problems);
  return settled === null ? null : { name: settled.name, folder, file: settled, isRoot: rootFile === null };
}

function isTemplateOfItsOwn(key: string): boolean {
  return /^\+?(vars|on-run-start|on-run-end|query-comment|(pre|post)[-_]hook|sql_header)$/.test(key);
}

async function vendoredFolders(root: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const found: string[] = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (await isThere(join(root, folder, entry.name, 'dbt_project.yml')))
        found.push(posix.join(folder, entry.name));
    return found;
  } catch {
    return [];
  }
}

/** `- local: ../shared` in packages.yml is read where it lies. */
async function localFolders(root: string, problems: ProblemList): Promise<string[]> {
  const found: string[] = [];
  for (const file of ['packages.yml', 'dependencies.yml']) {
    const listed = await readList(root, file, problems);
    for (const one of listed) {
      const folder = text(child(one, 'local'));
      if (folder === undefined) continue;
      if (await isThere(join(root, folder, 'dbt_project.yml'))) found.push(posix.normalize(folder));
      else
        problems.error(
          placeOf(one),
          `There is no dbt project in ${folder}.`,
          'Correct the path; it begins at the folder of this file.',
        );
    }
  }
  return found;
}

async function tellMissingPackages(
  root: string,
  folder: string,
  vendored: number,
  problems: ProblemList,
): Promise<void> {
  if (vendored > 0) return;
  for (const file of ['packages.yml', 'dependencies.yml'])
    for (const one of await readList(root, file, problems))
      if (child(one, 'local') === undefined)
        problems.warning(
          placeOf(one),
          `This package is not in ${folder}/.`,
          `Copy it there: Leadline reads packages that lie in the project and downloads none.`,
        );
}

async function readList(root: string, file: string, problems: ProblemList) {
  if (!(await isThere(join(root, file)))) return [];
  const text = await readText(root, file, problems);
  const located = text === null ? null : readYaml(text, file, problems);
  return located === null ? [] : items(child(located, 'packages'));
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
