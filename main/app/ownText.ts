import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import { atomicWrite } from '../workspace/atomicWrite.ts';
import { isAbsent } from '../workspace/diskFailure.ts';

/** A file of the workspace that people edit too: what it says now, and a way to write it unless it says something else by then. */
export interface OwnText {
  text(): Promise<string | null>;
  /** Whether it was written. */
  write(text: string, expected: string | null): Promise<boolean>;
}

/** A link is written through, not replaced, and never out of the workspace. */
export async function ownText(workspace: string, file: string): Promise<Result<OwnText>> {
  await mkdir(dirname(join(workspace, file)), { recursive: true });
  const path = await whereItIs(join(workspace, file));
  if (!path.startsWith((await realpath(workspace)) + sep)) return leadsOut(file);
  const text = () => textAt(path);
  return ok({
    text,
    async write(next, expected) {
      const mode = await stat(path).then(
        (facts) => facts.mode & 0o777,
        () => 0o644,
      );
      return atomicWrite(path, next, { mode, still: async () => (await text()) === expected });
    },
  });
}

async function whereItIs(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return join(await realpath(dirname(path)), path.slice(path.lastIndexOf(sep) + 1));
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

function leadsOut(file: string): Result<never> {
  return fail('LINK_REFUSED', {
    message: `${file} is a link that leads out of the workspace, and is not written.`,
    next: 'Put the file itself into the workspace.',
    subject: file,
  });
}
