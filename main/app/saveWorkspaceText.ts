import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { diskFailure } from '../workspace/diskFailure.ts';
import { YAML_BYTES } from '../workspace/yaml/parseYaml.ts';
import { ownText } from './ownText.ts';

/** Writes a file of the workspace, unless it says something other than what whoever writes it has seen. */
export async function saveWorkspaceText(
  workspace: string,
  file: string,
  text: string,
  expected: string | null,
): Promise<Result<void>> {
  if (Buffer.byteLength(text) > YAML_BYTES)
    return fail('BAD_INPUT', {
      message: `${file} would be larger than 1 MB, and such a file is not read.`,
      next: 'Make it smaller, or several of it.',
      subject: file,
    });
  try {
    const own = await ownText(workspace, file);
    if (!own.ok) return own;
    const written = await own.value.write(text, expected);
    return written ? ok(undefined) : changedMeanwhile(file, expected, await own.value.text());
  } catch (error) {
    return diskFailure(error, { doing: `write ${file}`, folder: workspace });
  }
}

function changedMeanwhile(file: string, expected: string | null, now: string | null): Result<never> {
  if (expected === null)
    return fail('FILE_DUPLICATE', {
      message: `There is a file ${file} already.`,
      next: 'Give the new one another name.',
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
