import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileProblem } from '../../shared/errors/failure.ts';
import { isAbsent, systemCode } from '../workspace/diskFailure.ts';
import { decodeText } from '../workspace/files/readText.ts';
import { YAML_BYTES } from '../workspace/yaml/parseYaml.ts';

export type WorkspaceText =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'unreadable'; readonly problem: FileProblem };

/** The text of one file of a workspace; null: there is none. Never more than a megabyte of it. */
export async function readWorkspaceFile(workspace: string, file: string): Promise<WorkspaceText | null> {
  const unreadable = (message: string, at = { line: 1, column: 1 }): WorkspaceText => ({
    is: 'unreadable',
    problem: { file, line: at.line, column: at.column, severity: 'error', message },
  });
  try {
    const path = join(workspace, file);
    const facts = await stat(path);
    if (!facts.isFile()) return unreadable('is no file');
    if (facts.size > YAML_BYTES) return unreadable('the file is larger than 1 MB and is not read');
    const decoded = decodeText(await readFile(path));
    return decoded.ok ? { is: 'text', text: decoded.text } : unreadable(decoded.message, decoded);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return isAbsent(error)
      ? null
      : unreadable(`the file can't be read (${code}): give yourself the right to read it`);
  }
}
