import type { Value } from '../../../jinja/value.ts';
import { folderConfigs } from '../config/folderConfig.ts';
import { mergeConfig } from '../config/mergeConfig.ts';
import type { ConfigSection } from '../config/projectFile.ts';
import type { MacroRegistry } from '../macros/registry.ts';
import type { Memory } from '../memory.ts';
import type { ProjectOptions } from '../options.ts';
import type { ProjectPackage } from '../packages.ts';
import type { Plain, PlainMap } from '../plain.ts';
import type { ProblemList } from '../problem.ts';
import type { CaptureSetting } from '../render/capture.ts';
import type { Descriptions } from './descriptions.ts';
import type { RelationNamer } from './relationNamer.ts';

/** What every part of a reading needs: the packages, their macros, and where to tell what is wrong. */
export interface Assembly {
  readonly folder: string;
  readonly root: ProjectPackage;
  readonly packages: readonly ProjectPackage[];
  readonly options: ProjectOptions;
  readonly registry: MacroRegistry;
  readonly descriptions: Descriptions;
  readonly namer: RelationNamer;
  readonly problems: ProblemList;
  readonly memory: Memory;
  /** Changes with everything a template can see that is not of its own node: options, packages, names of macros. */
  readonly surroundings: string;
  varsOf(packageName: string): PlainMap;
  settingOf(packageName: string): CaptureSetting;
  /** The names that YAML may use. */
  yamlNames(owner: ProjectPackage): Readonly<Record<string, Value>>;
}

export interface ConfigParts {
  readonly owner: ProjectPackage;
  readonly section: ConfigSection;
  readonly fqn: readonly string[];
  readonly defaults: PlainMap;
  /** From property files. */
  readonly patch: PlainMap;
  /** From `config()` in the file. */
  readonly calls: PlainMap;
}

/**
 * One node's config: its package's folders, then property files, then the file itself. For a node of a vendored package
 * what the project says of it comes last and wins.
 */
export function resolveConfig(assembly: Assembly, parts: ConfigParts): PlainMap {
  const { owner, section, fqn } = parts;
  const layers: PlainMap[] = [
    parts.defaults,
    ...folderConfigs(owner.file.configs[section], fqn),
    parts.patch,
    parts.calls,
    ...(owner.isRoot ? [] : folderConfigs(assembly.root.file.configs[section], fqn)),
  ];
  return layers.reduce(mergeConfig, {} as PlainMap);
}

export function isEnabled(config: PlainMap): boolean {
  const { enabled } = config as { enabled?: Plain };
  return enabled !== false && enabled !== 'false' && enabled !== 'False';
}
