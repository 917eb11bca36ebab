import { createHash } from 'node:crypto';
import { StudyFile, StudyName } from '../../../shared/domain/study.ts';
import { type FileProblem, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { pastedSecrets } from '../../workspace/yaml/pastedSecrets.ts';
import { validateYaml } from '../../workspace/yaml/validateYaml.ts';
import { listedFiles } from '../pipelines/listedFiles.ts';
import { readWorkspaceFile } from '../readWorkspaceFile.ts';

export const STUDIES = 'studies';

export interface WrittenStudy {
  readonly name: string;
  readonly file: string;
  /** Null while a problem is an error. */
  readonly study: StudyFile | null;
  readonly problems: readonly FileProblem[];
  /** SHA-256 of what the file says, whatever its comments: the settings of a version. */
  readonly hash: string;
}

/** A study that can run. */
export interface ReadyStudy {
  readonly name: StudyName;
  readonly study: StudyFile;
  readonly hash: string;
}

export async function studyNames(workspace: string): Promise<readonly string[] | null> {
  const names = await listedFiles(workspace, STUDIES, '.yml');
  return names?.map((name) => name.slice(0, -'.yml'.length)) ?? null;
}

/** A study's file as it says now, or null where there is none. */
export async function readStudy(workspace: string, name: string): Promise<WrittenStudy | null> {
  const file = fileOf(name);
  // Names come from a command line too: one that is no name leads out of the folder.
  const listed = await studyNames(workspace);
  if (listed !== null && !listed.includes(name)) return null;
  const found = await readWorkspaceFile(workspace, file);
  if (found === null) return null;
  if (found.is === 'unreadable') return { name, file, study: null, problems: [found.problem], hash: '' };
  return writtenStudy(name, found.text);
}

export function writtenStudy(name: string, text: string): WrittenStudy {
  const file = fileOf(name);
  const { value, problems } = validateYaml(text, StudyFile, file, (parsed) => [
    ...pastedSecrets(parsed, file, false),
  ]);
  const hash = createHash('sha256').update(JSON.stringify(value)).digest('hex');
  const named = StudyName.safeParse(name);
  if (named.success) return { name, file, study: value, problems, hash };
  const why = named.error.issues[0]?.message ?? 'choose another';
  const message = `the file's name can't be a study's: ${why}`;
  const problem: FileProblem = { file, line: 1, column: 1, severity: 'error', message };
  return { name, file, study: null, problems: [problem, ...problems], hash };
}

/** What is wrong with a file of `studies/`, whatever else the workspace holds. */
export function studyProblems(text: string, file: string): readonly FileProblem[] {
  return writtenStudy(file.slice(`${STUDIES}/`.length, -'.yml'.length), text).problems;
}

/** A study that can run, or why it can't. */
export async function readyStudy(workspace: string, name: string): Promise<Result<ReadyStudy>> {
  const written = await readStudy(workspace, name);
  if (written === null) {
    const names = (await studyNames(workspace)) ?? [];
    return fail('BAD_INPUT', {
      message: `The workspace has no study “${name}”.`,
      next: names.length === 0 ? `Write one as ${fileOf('a-name')}.` : `Its studies are ${names.join(', ')}.`,
      subject: name,
    });
  }
  const { study, file, hash, problems } = written;
  if (study !== null) return ok({ name: StudyName.parse(name), study, hash });
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('FILE_INVALID', {
    message: `${file} has a fault${first ? ` (line ${first.line}: ${first.message})` : ''}.`,
    next: 'Mend the file, then run the study again.',
    subject: file,
    problems: [...problems],
  });
}

function fileOf(name: string): string {
  return `${STUDIES}/${name}.yml`;
}
