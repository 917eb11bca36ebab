import { BriefFile } from '../../../shared/domain/briefFile.ts';
import { type FileProblem, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { pastedSecrets } from '../../workspace/yaml/pastedSecrets.ts';
import { validateYaml } from '../../workspace/yaml/validateYaml.ts';
import { readWorkspaceFile } from '../readWorkspaceFile.ts';

export const BRIEF_FILE = 'brief.yml';

export function writtenBrief(text: string): {
  readonly value: BriefFile | null;
  readonly problems: readonly FileProblem[];
} {
  return validateYaml(text, BriefFile, BRIEF_FILE, (parsed) => [...pastedSecrets(parsed, BRIEF_FILE, false)]);
}

/** What the workspace's brief is made from; null where it has no such file. */
export async function readBriefFile(workspace: string): Promise<Result<BriefFile | null>> {
  const found = await readWorkspaceFile(workspace, BRIEF_FILE);
  if (found === null) return ok(null);
  const { value, problems } =
    found.is === 'unreadable' ? { value: null, problems: [found.problem] } : writtenBrief(found.text);
  if (value !== null) return ok(value);
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('FILE_INVALID', {
    message: `${BRIEF_FILE} has a fault${first ? ` (line ${first.line}: ${first.message})` : ''}.`,
    next: 'Mend the file, then make the brief again.',
    subject: BRIEF_FILE,
    problems: [...problems],
  });
}
