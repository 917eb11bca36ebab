import { Dict } from '../../jinja/dict.ts';
import { fn } from '../../jinja/fn.ts';
import type { Value } from '../../jinja/value.ts';
import { Namespace } from '../project/render/callable.ts';
import { toValue } from '../project/render/values.ts';
import type { Grounds } from './grounds.ts';
import type { Surroundings } from './rendering.ts';

/** `ref.config`: what packages that watch a project read of it as a whole. */
export function runtimeConfig({ project, invocation }: Surroundings, grounds: Grounds): Namespace {
  const { target } = project.options;
  const [root] = project.packages;
  const packageFacts = (one: (typeof project.packages)[number]) =>
    Dict.of({ project_name: one.name, version: one.file.version, project_root: one.folder });
  const vars = () => toValue(project.varsOf(project.name));
  const known: Readonly<Record<string, () => Value>> = {
    project_name: () => project.name,
    project_root: () => project.folder,
    version: () => root?.file.version ?? '',
    profile_name: () => target.name,
    target_name: () => target.name,
    threads: () => 1,
    cli_vars: () => toValue(project.options.vars ?? {}),
    vars: () => new Namespace('Vars', (name) => (name === 'to_dict' ? fn(name, [], vars) : undefined)),
    args: () =>
      toValue({ which: invocation.command, full_refresh: invocation.fullRefresh, ...invocation.flags }),
    dependencies: () => new Dict(project.packages.map((one) => [one.name, packageFacts(one)])),
  };
  return new Namespace('RuntimeConfig', (name) => {
    grounds.moves();
    return Object.hasOwn(known, name) ? known[name]?.() : undefined;
  });
}
