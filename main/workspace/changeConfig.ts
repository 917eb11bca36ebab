import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkspaceChange } from '../../shared/contract/workspace.ts';
import { type FileProblem, fail, ok, type Result } from '../../shared/errors/failure.ts';
import { atomicWrite } from './atomicWrite.ts';
import { DATA_FOLDER } from './dataFolder.ts';
import { diskFailure } from './diskFailure.ts';
import { checkConfig } from './files/checkFile.ts';
import { decodeText } from './files/readText.ts';
import { CONFIG_FILE } from './folderPath.ts';
import { setKeys } from './yaml/editScalars.ts';

const ATTEMPTS = 10;
const HALF_SAVED_MS = 50;
const START = { line: 1, column: 1 };

/** Edits `leadline.yml` on disk. An editor that saves at the same moment is never overwritten: its text is edited instead. */
export async function changeConfig(workspace: string, wish: WorkspaceChange): Promise<Result<void>> {
  const wanted: Record<string, string> = {};
  for (const [key, value] of Object.entries(wish)) if (value !== undefined) wanted[key] = value;
  try {
    const file = await realpath(join(workspace, CONFIG_FILE));
    if (!file.startsWith(workspace + sep))
      return broken(workspace, [
        { ...problemAt(START), message: 'it is a link that leads out of the workspace' },
      ]);
    let brokenBefore: Buffer | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await readFile(file);
      const readable = understand(before);
      if (!readable.ok) {
        if (brokenBefore?.equals(before)) return broken(workspace, readable.problems);
        // An editor may have saved half of it this very moment: broken is what stays so.
        brokenBefore = before;
        await pause(HALF_SAVED_MS);
        continue;
      }
      const text = setKeys(readable.text, wanted);
      if (text === readable.text) return ok(undefined);
      const written = await atomicWrite(file, text, {
        mode: (await stat(file)).mode & 0o777,
        // Not beside the file: a half-written one would show in the person's folder.
        by: join(workspace, DATA_FOLDER),
        still: async () => before.equals(await readFile(file)),
      });
      if (written) return ok(undefined);
      await pause(HALF_SAVED_MS);
    }
    return fail('FILE_INVALID', {
      message: `${CONFIG_FILE} keeps changing while Leadline tries to write it.`,
      next: 'See which program writes it, then try again.',
      subject: CONFIG_FILE,
      retry: true,
    });
  } catch (error) {
    return diskFailure(error, { doing: `write ${CONFIG_FILE}`, folder: workspace });
  }
}

type Understood = { ok: true; text: string } | { ok: false; problems: FileProblem[] };

function understand(bytes: Buffer): Understood {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, problems: [{ ...problemAt(decoded), message: decoded.message }] };
  const { config, problems } = checkConfig(decoded.text, CONFIG_FILE);
  return config === null ? { ok: false, problems } : { ok: true, text: decoded.text };
}

function problemAt({ line, column }: { line: number; column: number }): Omit<FileProblem, 'message'> {
  return { file: CONFIG_FILE, line, column, severity: 'error' };
}

function broken(workspace: string, problems: FileProblem[]): Result<never> {
  const first = problems.find((problem) => problem.severity === 'error');
  const where = first ? ` (line ${first.line}: ${first.message})` : '';
  return fail('WORKSPACE_INVALID', {
    message: `${CONFIG_FILE} has a fault${where}; Leadline doesn't write into a file it can't read.`,
    next: `Mend ${CONFIG_FILE} in a text editor, then make the change again.`,
    subject: workspace,
    problems,
  });
}
