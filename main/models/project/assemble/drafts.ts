import { posix } from 'node:path';
import { filesBelow, type SourceFile } from '../files/projectFiles.ts';
import { findBlocks } from '../macros/blocks.ts';
import type { ProjectPackage } from '../packages.ts';
import type { Place, ProblemList } from '../problem.ts';

/** A node of its own file, before anything of it is evaluated. */
export interface Draft {
  readonly kind: 'model' | 'seed' | 'snapshot' | 'analysis' | 'test';
  readonly owner: ProjectPackage;
  readonly uniqueId: string;
  readonly name: string;
  readonly path: string;
  readonly place: Place;
  readonly fqn: readonly string[];
  /** Of a seed the CSV's text. */
  readonly code: string;
  readonly codeAt: Place;
  /** Of a snapshot in YAML, whose query is written for it: where what it names stands. */
  readonly callsAt?: Place;
}

export async function readDrafts(
  folder: string,
  owner: ProjectPackage,
  problems: ProblemList,
): Promise<Draft[]> {
  const { paths } = owner.file;
  const below = (folders: readonly string[], ...endings: string[]) =>
    filesBelow(folder, owner.folder, folders, endings, problems);
  const models = await below(paths.models, '.sql', '.py');
  const seeds = await below(paths.seeds, '.csv');
  const snapshots = await below(paths.snapshots, '.sql');
  const tests = await below(paths.tests, '.sql');
  const analyses = await below(paths.analyses, '.sql');
  return [
    ...models.flatMap((file) => modelDraft(file, owner, problems)),
    ...seeds.map((file) => draftOf('seed', file, owner)),
    ...snapshots.flatMap((file) => snapshotDrafts(file, owner, problems)),
    ...analyses.map((file) => draftOf('analysis', file, owner)),
    ...tests
      .filter((file) => !/^(generic|fixtures)\//.test(file.inside))
      .map((file) => draftOf('test', file, owner)),
  ];
}

function modelDraft(file: SourceFile, owner: ProjectPackage, problems: ProblemList): Draft[] {
  if (!file.inside.endsWith('.py')) return [draftOf('model', file, owner)];
  problems.error(
    { file: file.file, line: 1, column: 1 },
    'This is a Python model, and Leadline runs no Python.',
    'Write it in SQL, or take it out of the models folder.',
    [`model.${owner.name}.${stem(file.inside)}`],
  );
  return [];
}

function draftOf(kind: Draft['kind'], file: SourceFile, owner: ProjectPackage): Draft {
  const name = stem(file.inside);
  const place = { file: file.file, line: 1, column: 1 };
  return {
    kind,
    owner,
    uniqueId: `${kind}.${owner.name}.${name}`,
    name,
    path: file.path,
    place,
    fqn: [owner.name, ...foldersOf(file.inside), name],
    code: file.text,
    codeAt: place,
  };
}

/** A file may hold several snapshots; their fqn names the file too. */
function snapshotDrafts(file: SourceFile, owner: ProjectPackage, problems: ProblemList): Draft[] {
  const { blocks, faults } = findBlocks(file.text, ['snapshot']);
  for (const fault of faults) problems.error({ file: file.file, ...fault.at }, fault.message, fault.next);
  if (blocks.length === 0 && faults.length === 0 && file.text.trim() !== '')
    problems.error(
      { file: file.file, line: 1, column: 1 },
      'There is no snapshot in this file.',
      'Write {% snapshot its_name %} before the query and {% endsnapshot %} after it.',
    );
  return blocks.map((block) => ({
    kind: 'snapshot',
    owner,
    uniqueId: `snapshot.${owner.name}.${block.name}`,
    name: block.name,
    path: file.path,
    place: { file: file.file, ...block.at },
    fqn: [owner.name, ...foldersOf(file.inside), stem(file.inside), block.name],
    code: block.body,
    codeAt: { file: file.file, ...block.bodyAt },
  }));
}

export function foldersOf(inside: string): string[] {
  const folder = posix.dirname(inside);
  return folder === '.' ? [] : folder.split('/');
}

function stem(inside: string): string {
  return posix.basename(inside, posix.extname(inside));
}
