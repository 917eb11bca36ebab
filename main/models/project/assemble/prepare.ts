import { createHash } from 'node:crypto';
import type { Environment } from '../../../jinja/jinja.ts';
import type { ProjectFile } from '../config/projectFile.ts';
import { varsOf } from '../config/vars.ts';
import { filesBelow } from '../files/projectFiles.ts';
import { readDocs, readMacros } from '../macros/readMacros.ts';
import { createRegistry } from '../macros/registry.ts';
import type { Memory } from '../memory.ts';
import type { DocBlock, MacroInfo } from '../nodes.ts';
import type { ProjectOptions } from '../options.ts';
import { type ProjectPackage, readPackages } from '../packages.ts';
import { canonicalText, type PlainMap } from '../plain.ts';
import type { ProblemList } from '../problem.ts';
import type { CaptureSetting } from '../render/capture.ts';
import { commonFor, targetMap } from '../render/commonFor.ts';
import { createMacroTemplates, type MacroTemplates } from '../render/scope.ts';
import type { Assembly } from './assembly.ts';
import { createDescriptions } from './descriptions.ts';
import { createRelationNamer } from './relationNamer.ts';

export interface Prepared {
  readonly assembly: Assembly;
  readonly docs: readonly DocBlock[];
  readonly templates: MacroTemplates;
}

/** Reads what every node needs first: the project files, the macros and the docs of all packages. */
export async function prepare(
  folder: string,
  options: ProjectOptions,
  environment: Environment,
  memory: Memory,
  problems: ProblemList,
): Promise<Prepared | null> {
  const commandVars = options.vars ?? {};
  const namesFor = (file: ProjectFile, root: ProjectFile) =>
    commonFor(root.name, file.name, varsOf(file, root, commandVars), options);
  const packages = await readPackages(folder, environment, namesFor, problems);
  const [root] = packages ?? [];
  if (packages === null || root === undefined) return null;

  const macros: MacroInfo[] = [];
  const docs: DocBlock[] = [];
  const vendored = new Set(packages.map((one) => one.name));
  const builtIns = (options.builtInMacros ?? []).filter(
    (one) => one.byNameOnly !== true || !vendored.has(one.packageName),
  );
  for (const builtIn of builtIns) {
    const source = { file: builtIn.file, path: builtIn.file, inside: builtIn.file, text: builtIn.text };
    macros.push(...readMacros(source, builtIn.packageName, problems));
  }
  for (const owner of packages) {
    macros.push(...uniqueMacros(await packageMacros(folder, owner, problems), problems));
    const files = await filesBelow(folder, owner.folder, owner.file.paths.docs, ['.md'], problems);
    for (const file of files) docs.push(...readDocs(file, owner.name, problems));
  }
  const internalPackages = [
    ...new Set(builtIns.filter((one) => one.byNameOnly !== true).map((one) => one.packageName)),
  ];
  const registry = createRegistry(macros, {
    rootPackage: root.name,
    internalPackages,
    adapters: [options.target.type],
    dispatchRules: root.file.dispatch,
  });
  const templates = createMacroTemplates(environment);

  const vars = new Map(packages.map((one) => [one.name, varsOf(one.file, root.file, commandVars)]));
  const varsFor = (packageName: string): PlainMap => vars.get(packageName) ?? vars.get(root.name) ?? {};
  const { name: _name, ...target } = options.target;
  const settingOf = (packageName: string): CaptureSetting => ({
    environment,
    registry,
    templates,
    packageName,
    common: (onVar, onEnv) =>
      commonFor(root.name, packageName, varsFor(packageName), options, { onVar, onEnv }),
    globals: options.globals ?? {},
    target,
  });
  const assembly: Assembly = {
    folder,
    root,
    packages,
    options,
    registry,
    problems,
    memory,
    surroundings: surroundingsOf(options, root.file, internalPackages, macros, vars),
    descriptions: createDescriptions(environment, docs, root.name, problems),
    namer: createRelationNamer(options.target, registry, root.name, settingOf, problems),
    varsOf: varsFor,
    settingOf,
    yamlNames: (owner) => commonFor(root.name, owner.name, varsFor(owner.name), options),
  };
  return { assembly, docs, templates };
}

function surroundingsOf(
  options: ProjectOptions,
  root: ProjectFile,
  internalPackages: readonly string[],
  macros: readonly MacroInfo[],
  vars: ReadonlyMap<string, PlainMap>,
): string {
  return createHash('sha256')
    .update(canonicalText(Object.fromEntries(vars)))
    .update(canonicalText([targetMap(options), options.flags ?? {}, options.env ?? {}]))
    .update(canonicalText([...(options.builtInTests ?? [])]))
    .update(canonicalText(root.dispatch.map((rule) => [rule.namespace, rule.searchOrder])))
    .update(
      canonicalText([root.name, internalPackages, macros.map(({ kind, uniqueId }) => [kind, uniqueId])]),
    )
    .digest('hex');
}

async function packageMacros(
  folder: string,
  owner: ProjectPackage,
  problems: ProblemList,
): Promise<MacroInfo[]> {
  const { macros, tests } = owner.file.paths;
  const folders = [...macros, ...tests.map((path) => `${path}/generic`)];
  const files = await filesBelow(folder, owner.folder, folders, ['.sql'], problems);
  return files.flatMap((file) => readMacros(file, owner.name, problems));
}

function uniqueMacros(macros: readonly MacroInfo[], problems: ProblemList): MacroInfo[] {
  const kept = new Map<string, MacroInfo>();
  for (const macro of macros) {
    const first = kept.get(macro.uniqueId);
    if (first === undefined) kept.set(macro.uniqueId, macro);
    else
      problems.error(
        macro.place,
        `The macro ${macro.name} is there twice: also in ${first.place.file}, line ${first.place.line}, which counts.`,
        'Rename one of them, or take it away.',
      );
  }
  return [...kept.values()];
}
