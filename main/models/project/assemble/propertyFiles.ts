import { filesBelow, type SourceFile } from '../files/projectFiles.ts';
import type { Memory } from '../memory.ts';
import type { ProjectPackage } from '../packages.ts';
import { createProblemList, type ProblemList } from '../problem.ts';
import { type Patch, readPatch } from '../properties/patch.ts';
import { child, has, items, type Located, placeOf } from '../yaml/located.ts';
import { readYaml } from '../yaml/readYaml.ts';
import { holdsTemplate, renderYaml, type YamlRendering } from '../yaml/renderYaml.ts';

export type PatchKind = 'model' | 'seed' | 'snapshot' | 'analysis' | 'macro' | 'test';

/** Something that exists only in a property file, with the file it is in. */
export interface Declared {
  readonly owner: ProjectPackage;
  readonly source: SourceFile;
  readonly located: Located;
}

export interface DeclaredPatch extends Patch {
  readonly owner: ProjectPackage;
  readonly source: SourceFile;
}

export interface Properties {
  /** By kind, package and name: `model.shop.orders`. */
  readonly patches: ReadonlyMap<string, DeclaredPatch>;
  readonly sources: readonly Declared[];
  readonly exposures: readonly Declared[];
  readonly unitTests: readonly Declared[];
  readonly snapshots: readonly Declared[];
}

const PATCHED: readonly (readonly [string, PatchKind])[] = [
  ['models', 'model'],
  ['seeds', 'seed'],
  ['snapshots', 'snapshot'],
  ['analyses', 'analysis'],
  ['macros', 'macro'],
  ['data_tests', 'test'],
  ['tests', 'test'],
];

export async function readProperties(
  folder: string,
  packages: readonly ProjectPackage[],
  rendering: (owner: ProjectPackage) => Omit<YamlRendering, 'skip'>,
  memory: Memory,
  problems: ProblemList,
): Promise<Properties> {
  const patches = new Map<string, DeclaredPatch>();
  const sources: Declared[] = [];
  const exposures: Declared[] = [];
  const unitTests: Declared[] = [];
  const snapshots: Declared[] = [];
  for (const owner of packages) {
    const { paths } = owner.file;
    const folders = [
      ...paths.models,
      ...paths.seeds,
      ...paths.snapshots,
      ...paths.analyses,
      ...paths.macros,
      ...paths.tests,
    ];
    const files = await filesBelow(folder, owner.folder, [...new Set(folders)], ['.yml', '.yaml'], problems);
    for (const source of files) {
      const read = memory.yaml(source.file, source.text, () => {
        const own = createProblemList();
        return { located: readYaml(source.text, source.file, own), problems: own.all() };
      });
      for (const problem of read.problems) problems.add(problem);
      if (read.located === null) continue;
      const located = holdsTemplate(source.text)
        ? await renderYaml(read.located, { ...rendering(owner), skip: isTemplateOfItsOwn })
        : read.located;
      const declared = (key: string): Declared[] =>
        items(child(located, key)).map((one) => ({ owner, source, located: one }));
      sources.push(...declared('sources'));
      exposures.push(...declared('exposures'));
      unitTests.push(...declared('unit_tests'));
      for (const [key, kind] of PATCHED)
        for (const one of declared(key)) {
          if (kind === 'snapshot' && has(one.located, 'relation')) snapshots.push(one);
          addPatch(kind, one, patches, problems);
        }
    }
  }
  return { patches, sources, exposures, unitTests, snapshots };
}

function addPatch(
  kind: PatchKind,
  { owner, source, located }: Declared,
  patches: Map<string, DeclaredPatch>,
  problems: ProblemList,
): void {
  const patch = readPatch(located);
  if (patch === null) {
    problems.error(placeOf(located), `This ${kind} has no name.`, 'Write name: before what is said of it.');
    return;
  }
  const key = `${kind}.${owner.name}.${patch.name}`;
  const first = patches.get(key);
  if (first === undefined) patches.set(key, { ...patch, owner, source });
  else
    problems.error(
      patch.place,
      `The ${kind} ${patch.name} is described twice: also in ${first.place.file}, line ${first.place.line}.`,
      'Put everything about it in one place.',
      [key],
    );
}

/** Values that are templates of a node or of another tool, not of the file, and texts for people. */
function isTemplateOfItsOwn(key: string): boolean {
  return /^(description|tests|data_tests|unit_tests|metrics|semantic_models|saved_queries|groups|depends_on|relation|constraints|sql_header|(pre|post)[-_]hook)$/.test(
    key,
  );
}
