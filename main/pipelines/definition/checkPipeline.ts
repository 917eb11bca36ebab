import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import { checkGraph } from './check/checkGraph.ts';
import { checkParams } from './check/checkParams.ts';
import { checkSchedule } from './check/checkSchedule.ts';
import { checkStep } from './check/checkStep.ts';
import { checkTexts } from './check/checkTexts.ts';
import type { Known } from './known.ts';
import type { PipelineProblem } from './problem.ts';

/** A person mends a few at a time; a file made to have a hundred thousand must not take long. */
const ENOUGH = 200;

/** What a schema can't judge: names, cycles, params, times, and whether what the steps ask for is there. */
export function checkPipeline(pipeline: Pipeline, known: Known): readonly PipelineProblem[] {
  const problems: PipelineProblem[] = [
    ...checkSchedule(pipeline, known),
    ...checkParams(pipeline),
    ...checkGraph(pipeline.steps),
  ];
  let errors = countErrors(problems);
  for (const [index, step] of pipeline.steps.entries()) {
    // Doubts don't count: behind any number of them may stand the error that must stop the pipeline.
    if (errors > ENOUGH) break;
    const found = [...checkStep(step, index, pipeline, known), ...checkTexts(step, index, pipeline)];
    errors += countErrors(found);
    problems.push(...found);
  }
  return problems;
}

function countErrors(problems: readonly PipelineProblem[]): number {
  return problems.reduce((count, { severity }) => count + (severity === 'error' ? 1 : 0), 0);
}
