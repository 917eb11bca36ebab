import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { isPlainMap, type PlainMap } from '../../../models/project/plain.ts';
import { createProblemList } from '../../../models/project/problem.ts';
import { plainOf } from '../../../models/project/yaml/located.ts';
import { readYaml } from '../../../models/project/yaml/readYaml.ts';

/** The value of `--vars` or `--args`: a map in YAML, read as the files of a project are. */
export function yamlMap(option: string, text: string | undefined): Result<PlainMap> {
  if (text === undefined || text.trim() === '') return ok({});
  const problems = createProblemList();
  const located = readYaml(text, option, problems);
  const value = located === null ? null : plainOf(located);
  const [problem] = problems.all();
  if (problem === undefined && value === null) return ok({});
  if (problem === undefined && isPlainMap(value ?? undefined)) return ok(value as PlainMap);
  return fail('BAD_INPUT', {
    message: `${option} can't be "${text}": ${problem?.message ?? 'it is no map of names to values.'}`,
    next: `Write it as YAML, such as ${option} '{start: 2024-01-01, wanted: [a, b]}'.`,
  });
}
