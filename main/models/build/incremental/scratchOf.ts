import type { BuildPlace, Builds } from '../../../warehouse/builds.ts';

/** A relation of a build's own beside the candidate of `target`: its `~` lets the next build sweep it. */
export function scratchOf(builds: Builds, target: BuildPlace, what: string): BuildPlace {
  const identifier = `~${target.schema}/${target.identifier} ${what}`;
  return { ...builds.candidateOf({ ...target, schema: '', identifier }), database: target.database };
}
