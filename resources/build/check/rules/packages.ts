import { importsOf, packageOf } from '../imports.ts';
import { KEEPERS, within } from '../places.ts';
import { type Finding, isCode, isTest, type Rule, type SourceFile } from '../rule.ts';

/** Drivers and native parts stay behind the one door that is theirs. */
export const packages: Rule = {
  name: 'packages by place',
  check: (files) => files.filter((file) => isCode(file) && !isTest(file.path)).flatMap(checkFile),
};

function checkFile(file: SourceFile): Finding[] {
  return importsOf(file).flatMap((used) => {
    const name = packageOf(used.specifier).replace(/^@types\//, '');
    const keepers = Object.hasOwn(KEEPERS, name) ? KEEPERS[name] : undefined;
    if (keepers === undefined || keepers.some((keeper) => within(file.path, keeper))) return [];
    return [
      { file: file.path, line: used.line, message: `${name} is imported only in ${keepers.join(' and ')}` },
    ];
  });
}
