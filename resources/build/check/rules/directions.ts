import { builtinModules } from 'node:module';
import { type Import, importsOf, packageOf, targetOf } from '../imports.ts';
import { PLACES, type Place, within } from '../places.ts';
import { type Finding, isCode, isTest, type Rule, type SourceFile } from '../rule.ts';

/** DESIGN, section 3: who may import whom. */
export const directions: Rule = {
  name: 'import directions',
  check: (files) => files.filter(isCode).filter(isPlaced).flatMap(checkFile),
};

/** Configuration at the top of the project belongs to no part of it. */
function isPlaced(file: SourceFile): boolean {
  return file.path.includes('/');
}

function checkFile(file: SourceFile): Finding[] {
  const place = PLACES.find((candidate) => within(file.path, candidate.place));
  if (place === undefined)
    return [{ file: file.path, line: 1, message: 'lies in a folder that the design does not know' }];
  return importsOf(file).flatMap((used) => {
    const why = objection(file, place, used);
    return why === null ? [] : [{ file: file.path, line: used.line, message: why }];
  });
}

function objection(file: SourceFile, place: Place, used: Import): string | null {
  const target = targetOf(file.path, used.specifier);
  if (target === null) return packageObjection(file, place, used.specifier);
  if (target === 'package.json') return null;
  const feature = featureOf(file.path);
  const other = featureOf(target);
  if (feature !== null && other !== null && feature !== other)
    return `the feature ${feature} imports the feature ${other}: features never import each other`;
  if (place.may.some((allowed) => within(target, allowed))) return null;
  if (isTest(file.path) && mayTest(place, target)) return null;
  if (place.mayTypes?.some((allowed) => within(target, allowed)))
    return used.typeOnly ? null : `${place.place} may import ${target} only as a type`;
  return `${place.place} may not import ${target}`;
}

/** A test beside its source may wire real parts of the same process, and what tests share; it never crosses processes. */
function mayTest(place: Place, target: string): boolean {
  const [process = ''] = place.place.split('/');
  return within(target, process) || within(target, 'test');
}

function packageObjection(file: SourceFile, place: Place, specifier: string): string | null {
  if (isTest(file.path)) return null;
  const name = packageOf(specifier);
  if (specifier.startsWith('node:') || builtinModules.includes(name))
    return place.builtins ? null : `${place.place} may not import ${specifier}: it runs without Node`;
  if (place.packages === undefined || place.packages.includes(name)) return null;
  return `${place.place} may not import the package ${name}`;
}

function featureOf(path: string): string | null {
  return /^renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}
