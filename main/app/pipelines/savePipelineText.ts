import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { PipelineName } from '../../../shared/domain/pipeline/pipeline.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { WrittenPipeline } from '../../pipelines/definition/definitions.ts';
import { atomicWrite } from '../../workspace/atomicWrite.ts';
import { diskFailure, isAbsent } from '../../workspace/diskFailure.ts';
import { YAML_BYTES } from '../../workspace/yaml/parseYaml.ts';
import { fileOf, PIPELINES } from './readPipelineFile.ts';

/** Writes the file, unless it says something other than what whoever writes it has seen. */
export async function savePipelineText(
  workspace: string,
  name: string,
  text: string,
  expected: string | null,
): Promise<Result<void>> {
  const file = fileOf(name);
  if (Buffer.byteLength(text) > YAML_BYTES)
    return fail('BAD_INPUT', {
      message: `${file} would be larger than 1 MB, and such a file is not read.`,
      next: 'Make it smaller, or several pipelines of it.',
      subject: file,
    });
  try {
    const folder = join(workspace, PIPELINES);
    await mkdir(folder, { recursive: true });
    const path = await whereItIs(join(folder, `${name}.yml`));
    if (!path.startsWith((await realpath(workspace)) + sep)) return leadsOut(file);
    const still = async () => (await textAt(path)) === expected;
    const mode = await stat(path).then(
      (facts) => facts.mode & 0o777,
      () => 0o644,
    );
    const written = await atomicWrite(path, text, { mode, still });
    return written ? ok(undefined) : changedMeanwhile(file, expected, await textAt(path));
  } catch (error) {
    return diskFailure(error, { doing: `write ${file}`, folder: workspace });
  }
}

/** A link is written through, not replaced. */
async function whereItIs(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return join(await realpath(join(path, '..')), path.slice(path.lastIndexOf(sep) + 1));
  }
}

async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function changedMeanwhile(file: string, expected: string | null, now: string | null): Result<never> {
  if (expected === null)
    return fail('FILE_DUPLICATE', {
      message: `There is a file ${file} already.`,
      next: 'Give the new pipeline another name.',
      subject: file,
    });
  return fail('FILE_INVALID', {
    message:
      now === null
        ? `${file} was removed meanwhile.`
        : `${file} was changed meanwhile, in another window or program.`,
    next: 'Keep a copy of what you wrote, look at the file as it is now, and make your change in it. Nothing was overwritten.',
    subject: file,
  });
}

function leadsOut(file: string): Result<never> {
  return fail('LINK_REFUSED', {
    message: `${file} is a link that leads out of the workspace, and is not written.`,
    next: 'Put the file itself into the workspace.',
    subject: file,
  });
}

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
