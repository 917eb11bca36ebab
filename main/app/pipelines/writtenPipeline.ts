import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { STEP_KINDS } from '../../../shared/domain/pipeline/step.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import type { WrittenPipeline } from '../../pipelines/definition/definitions.ts';
import type { Known } from '../../pipelines/definition/known.ts';
import { readPipeline } from '../../pipelines/definition/readPipeline.ts';
import { fileOf, PIPELINES } from './readPipelineFile.ts';
import { workspaceYaml } from './workspaceYaml.ts';

/** A file whose name can't be a pipeline's is told under that name, and is none. */
export function writtenPipeline(name: string, text: string, known: Known): WrittenPipeline {
  const file = fileOf(name);
  const { pipeline, problems } = readPipeline(text, file, known, workspaceYaml);
  const named = PipelineName.safeParse(name);
  if (named.success) return { name: named.data, file, text, pipeline, problems };
  const why = named.error.issues[0]?.message ?? 'choose another';
  const message = `the file's name can't be a pipeline's: ${why}`;
  return {
    name: name as PipelineName,
    file,
    text,
    pipeline: null,
    problems: [{ file, line: 1, column: 1, severity: 'error', message }, ...problems],
  };
}

/** Of a file alone: nothing is known of what there is around it. */
const ALONE: Known = {
  runnable: STEP_KINDS,
  pools: null,
  sources: null,
  queries: null,
  studies: null,
  commands: null,
  relations: null,
};

/** What is wrong with a file of `pipelines/`, whatever else the workspace holds. */
export function pipelineProblems(text: string, file: string): readonly FileProblem[] {
  const name = file.slice(`${PIPELINES}/`.length, -'.yml'.length);
  return writtenPipeline(name, text, ALONE).problems;
}
