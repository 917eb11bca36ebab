import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { fail, type Result } from '../../../shared/errors/failure.ts';
import type { WrittenPipeline } from '../../pipelines/definition/definitions.ts';

export function notNamed(name: string): Result<never> {
  const why = PipelineName.safeParse(name).error?.issues[0]?.message ?? 'choose another';
  return fail('BAD_INPUT', {
    message: `"${name.slice(0, 80)}" can't be the name of a pipeline.`,
    next: `In names, ${why}.`,
  });
}

export function unreadableFile({ file, problems }: WrittenPipeline): Result<never> {
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('PIPELINE_INVALID', {
    message: `${file} was not saved${first ? `: ${first.message}` : ''}.`,
    next: 'Correct what is marked and save again.',
    subject: file,
    problems: [...problems],
  });
}
