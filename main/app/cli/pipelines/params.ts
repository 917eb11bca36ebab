import type { ParamValues, Pipeline } from '../../../../shared/domain/pipeline/pipeline.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { resolveParams } from '../../../pipelines/definition/params.ts';
import { repeated } from '../sources/gatherPairs.ts';

/** What `--param` says of a pipeline's params, with the defaults of the rest. */
export function paramsOf(
  option: string | boolean | undefined,
  { params = {} }: Pick<Pipeline, 'params'>,
): Result<ParamValues> {
  const given = writtenParams(option, params);
  return given.ok ? resolveParams(params, given.value) : given;
}

/** `days=7`: texts as they were written, turned into what the param's type says. A list is given with commas. */
function writtenParams(
  option: string | boolean | undefined,
  params: NonNullable<Pipeline['params']>,
): Result<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  for (const written of repeated(option)) {
    const at = written.indexOf('=');
    if (at <= 0)
      return fail('BAD_INPUT', {
        message: `--param "${written}" needs a name and a value.`,
        next: 'Write it like --param days=7.',
      });
    const name = written.slice(0, at);
    given[name] = typed(written.slice(at + 1), params[name]?.type);
  }
  return ok(given);
}

/** What can't be read as its type stays text, so that whoever checks params says what it should be. */
function typed(text: string, type: string | undefined): unknown {
  if (type === 'number' || type === 'integer')
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'list') return text === '' ? [] : text.split(',').map((part) => part.trim());
  return text;
}
