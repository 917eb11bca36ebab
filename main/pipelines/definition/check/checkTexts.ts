import type { Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import type { Step } from '../../../../shared/domain/pipeline/step.ts';
import { meant } from '../params.ts';
import { fault, type PipelineProblem, quoted } from '../problem.ts';
import { FIXED_NAMES } from '../renderText.ts';
import { fillStep } from '../stepTexts.ts';
import { parseTemplate, written } from '../template.ts';

const MOST = 20;

/** The names in the texts of a step. */
export function checkTexts(step: Step, index: number, { params }: Pipeline): PipelineProblem[] {
  const problems: PipelineProblem[] = [];
  const known = params ?? {};
  fillStep(step, (text, path) => {
    if (problems.length > MOST) return text;
    const { parts, faults } = parseTemplate(text);
    const say = (why: string) => problems.push(fault(['steps', index, ...path], `step ${step.name}: ${why}`));
    for (const wrong of faults) say(wrong);
    for (const part of parts) {
      if (problems.length > MOST) break;
      const wrong = part.is === 'name' ? nameFault(part.name, known, step.map !== undefined) : null;
      if (wrong !== null) say(wrong);
    }
    return text;
  });
  return problems;
}

function nameFault(name: string, params: NonNullable<Pipeline['params']>, mapped: boolean): string | null {
  if (name === 'item') return mapped ? null : `${written('item')} means something only in a step with map`;
  if (FIXED_NAMES.includes(name)) return null;
  if (!name.startsWith('params.'))
    return `${quoted(name)} is no name that can be filled in${meant(name, [...FIXED_NAMES, ...Object.keys(params).map((one) => `params.${one}`)])}`;
  const param = name.slice('params.'.length);
  if (!Object.hasOwn(params, param))
    return `the pipeline has no param ${quoted(param)}${meant(param, Object.keys(params))}`;
  return params[param]?.type === 'list'
    ? `the param ${param} is a list, which can't stand in a text: map the step over it`
    : null;
}
