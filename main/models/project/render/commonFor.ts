import type { Value } from '../../../jinja/value.ts';
import type { ProjectOptions } from '../options.ts';
import type { PlainMap } from '../plain.ts';
import { type CommonOptions, commonNames } from './commonNames.ts';

/** The names both passes share, for one package of a project. */
export function commonFor(
  projectName: string,
  packageName: string,
  vars: PlainMap,
  options: ProjectOptions,
  told: Pick<CommonOptions, 'onVar' | 'onEnv'> = {},
): Record<string, Value> {
  return commonNames({
    projectName,
    packageName,
    vars,
    target: targetMap(options),
    flags: options.flags ?? {},
    env: options.env ?? {},
    ...told,
    ...(options.say === undefined ? {} : { say: options.say }),
  });
}

export function targetMap({ target }: ProjectOptions): PlainMap {
  const { name, schema, database, type, more } = target;
  return {
    name,
    target_name: name,
    profile_name: name,
    schema,
    database,
    dbname: database,
    type,
    threads: 1n,
    ...more,
  };
}
