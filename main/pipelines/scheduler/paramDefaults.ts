import type { ParamValue, ParamValues, Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';

/** What a run that nobody was asked about goes by. A param without a default is a problem of the file when it has a schedule. */
export function paramDefaults(pipeline: Pipeline): ParamValues {
  const values: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(pipeline.params ?? {})) {
    if (param.default !== undefined) values[name] = param.default;
  }
  return values;
}
