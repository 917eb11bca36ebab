import { milliseconds } from '../../../../shared/domain/duration.ts';
import type { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { kindOf, type Step } from '../../../../shared/domain/pipeline/step.ts';
import type { Known } from '../known.ts';
import { isDay, meant } from '../params.ts';
import { doubt, fault, type Path, type PipelineProblem, quoted } from '../problem.ts';
import { sqlText } from '../sqlFile.ts';
import { OPEN } from '../template.ts';
import { checkCommand } from './checkCommand.ts';
import { checkMap } from './checkMap.ts';
import { checkStudy } from './checkStudy.ts';

/** One step against what there is around it. */
export function checkStep(step: Step, index: number, pipeline: Pipeline, known: Known): PipelineProblem[] {
  const at: Path = ['steps', index];
  const kind = kindOf(step);
  const problems: PipelineProblem[] = [];
  if (!known.runnable.includes(kind))
    problems.push({
      ...fault([...at, kind], `step ${step.name}: this version of Leadline can't carry out ${kind} steps`),
      point: 'key',
    });
  problems.push(...checkSlots(step, at, known), ...checkMap(step, at, pipeline));
  if (step.depends_on_past === true && pipeline.schedule === undefined)
    problems.push(
      doubt(
        [...at, 'depends_on_past'],
        `step ${step.name}: without a schedule, the run before is whichever was started by hand last`,
      ),
    );
  if (typeof step.retries === 'object') {
    const { first, most } = step.retries;
    if (first !== undefined && most !== undefined && milliseconds(first) > milliseconds(most))
      problems.push(
        fault([...at, 'retries', 'first'], `step ${step.name}: the first pause is longer than the longest`),
      );
  }
  if ('extract' in step) problems.push(...checkExtract(step, at, known));
  if ('study' in step) problems.push(...checkStudy(step, at, known));
  if ('sql' in step) problems.push(...checkSql(step, at, known));
  if ('command' in step) problems.push(...checkCommand(step, at, known.commands));
  return problems;
}

function checkSlots(step: Step, at: Path, { pools }: Known): PipelineProblem[] {
  const { name, pool, slots } = step;
  if (pool === undefined)
    return slots === undefined
      ? []
      : [doubt([...at, 'slots'], `step ${name}: slots count only in a pool, and it names none`)];
  if (pools === null) return [];
  const names = Object.keys(pools);
  if (!Object.hasOwn(pools, pool))
    return [
      fault(
        [...at, 'pool'],
        `step ${name}: leadline.yml has no pool ${quoted(pool)} under pools${meant(pool, names)}`,
      ),
    ];
  const size = pools[pool] ?? 0;
  return slots !== undefined && slots > size
    ? [
        fault(
          [...at, 'slots'],
          `step ${name} takes ${slots} slots, and the pool ${pool} has ${size}: it would wait for ever`,
        ),
      ]
    : [];
}

function checkExtract(
  step: Extract<Step, { extract: string }>,
  at: Path,
  { sources }: Known,
): PipelineProblem[] {
  const problems: PipelineProblem[] = [];
  if (sources !== null && !step.extract.includes(OPEN) && !sources.includes(step.extract))
    problems.push(
      fault(
        [...at, 'extract'],
        `step ${step.name}: the workspace has no source ${quoted(step.extract)}${meant(step.extract, sources)}`,
      ),
    );
  for (const key of ['from', 'to'] as const) {
    const day = step[key];
    if (day !== undefined && !day.includes(OPEN) && !isDay(day))
      problems.push(
        fault([...at, key], `step ${step.name}: ${key} is no day (write it like 2026-11-22): ${quoted(day)}`),
      );
  }
  return problems;
}

function checkSql(step: Extract<Step, { sql: string }>, at: Path, { queries }: Known): PipelineProblem[] {
  const path = [...at, 'sql'];
  if (step.sql.includes(OPEN))
    return [
      fault(
        path,
        `step ${step.name}: a statement takes no ${OPEN} }}, so that no value can become SQL: write ? there, and the value under values`,
      ),
    ];
  const read = sqlText(step.sql);
  if (read.is === 'outside')
    return [fault(path, `step ${step.name}: ${quoted(step.sql)} is no file of the folder queries`)];
  if (read.is === 'statements' || queries === null || queries.includes(read.file)) return [];
  return [fault(path, `step ${step.name}: there is no file ${read.file}${meant(read.file, queries)}`)];
}
