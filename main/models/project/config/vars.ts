import { isPlainMap, type PlainMap } from '../plain.ts';
import type { ProjectFile } from './projectFile.ts';

/**
 * What `var` answers in a package: the command's variables, then those of the project for this package, those of the
 * project for everybody, and last the package's own, first for itself, then for everybody.
 */
export function varsOf(packageFile: ProjectFile, rootFile: ProjectFile, fromCommand: PlainMap): PlainMap {
  return {
    ...scoped(packageFile.vars, packageFile.name),
    ...scoped(rootFile.vars, packageFile.name),
    ...fromCommand,
  };
}

function scoped(vars: PlainMap, packageName: string): PlainMap {
  const own = vars[packageName];
  return isPlainMap(own) ? { ...vars, ...own } : vars;
}
