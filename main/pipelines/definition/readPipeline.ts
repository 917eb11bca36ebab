import type { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { checkPipeline } from './checkPipeline.ts';
import type { Known } from './known.ts';
import type { PipelineProblem } from './problem.ts';
import { readShape } from './read/readShape.ts';
import type { YamlReader } from './yamlReader.ts';

const MOST_PROBLEMS = 100;
const MOST_LOCATED = 500;

export interface PipelineRead {
  /** Null when any problem is an error. */
  readonly pipeline: Pipeline | null;
  readonly problems: readonly FileProblem[];
}

/** A pipeline's file: its value, and every fault with its line and plain words. */
export function readPipeline(text: string, file: string, known: Known, yaml: YamlReader): PipelineRead {
  const { read, problems } = yaml.parse(text, file);
  if (read === null) return { pipeline: null, problems: bounded(problems) };
  const shape = readShape(read.data, yaml.words);
  const found = [...shape.problems, ...(shape.pipeline === null ? [] : checkPipeline(shape.pipeline, known))];
  const all = [
    ...problems,
    ...gravest(found).map(({ path, point, message, severity }) => ({
      file,
      ...read.at(path, point ?? 'value'),
      message,
      severity,
    })),
  ].sort((a, b) => a.line - b.line || a.column - b.column);
  const broken = all.some(({ severity }) => severity === 'error');
  return { pipeline: broken ? null : shape.pipeline, problems: bounded(all) };
}

/** What is located: errors before doubts, so that none is lost behind those. */
function gravest(found: readonly PipelineProblem[]): readonly PipelineProblem[] {
  const errors = found.filter(({ severity }) => severity === 'error');
  const doubts = found.filter(({ severity }) => severity === 'warning');
  return [...errors.slice(0, MOST_LOCATED), ...doubts.slice(0, MOST_LOCATED)];
}

function bounded(problems: readonly FileProblem[]): readonly FileProblem[] {
  const first = problems[0];
  if (first === undefined || problems.length <= MOST_PROBLEMS) return problems;
  // Errors first: what is left out must not be the reason why the pipeline can't run.
  const errors = problems.filter(({ severity }) => severity === 'error');
  const kept = (errors.length > 0 ? errors : problems).slice(0, MOST_PROBLEMS);
  const more = problems.length - kept.length;
  const message = `${more} more problems are not shown: mend these first`;
  return [...kept, { ...first, line: 1, column: 1, severity: 'warning', message }];
}
