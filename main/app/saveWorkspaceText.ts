import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { atomicWrite } from '../workspace/atomicWrite.ts';
import { diskFailure, isAbsent } from '../workspace/diskFailure.ts';
import { YAML_BYTES } from '../workspace/yaml/parseYaml.ts';

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
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    const path = await whereItIs(join(workspace, file));
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

function leadsOut(file: string): Result<never> {
  return fail('LINK_REFUSED', {
    message: `${file} is a link that leads out of the workspace, and is not written.`,
    next: 'Put the file itself into the workspace.',
    subject: file,
  });
}
