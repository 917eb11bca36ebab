import { randomUUID } from 'node:crypto';
import { parseDocument } from 'yaml';
import type { Notes } from '../../../../shared/contract/explorer.ts';
import { NoteId, NotesFile, type NoteWish } from '../../../../shared/domain/ownNote.ts';
import { type FileProblem, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { pastedSecrets } from '../../../workspace/yaml/pastedSecrets.ts';
import { validateYaml } from '../../../workspace/yaml/validateYaml.ts';
import { readWorkspaceFile } from '../../readWorkspaceFile.ts';
import { saveWorkspaceText } from '../../saveWorkspaceText.ts';

export const NOTES = 'notes.yml';

const BEGINNING = '# What happened on some days, shown beside every chart over time.\nnotes: []\n';

/** What is wrong with the file of notes. */
export function noteProblems(text: string): readonly FileProblem[] {
  return read(text).problems;
}

export async function readNotes(workspace: string): Promise<Result<Notes>> {
  const found = await readWorkspaceFile(workspace, NOTES);
  if (found === null) return ok({ notes: [], expected: null });
  if (found.is === 'unreadable') return faulty([found.problem]);
  const { value, problems } = read(found.text);
  return value === null ? faulty(problems) : ok({ notes: value.notes, expected: found.text });
}

export function addNote(workspace: string, wish: NoteWish, expected: string | null): Promise<Result<Notes>> {
  const id = NoteId.parse(randomUUID());
  return change(workspace, expected, (document) => {
    document.addIn(['notes'], document.createNode({ id, ...wish }));
    return true;
  });
}

export function changeNote(
  workspace: string,
  id: NoteId,
  wish: NoteWish,
  expected: string | null,
): Promise<Result<Notes>> {
  return change(workspace, expected, (document, ids) => {
    const at = ids.indexOf(id);
    if (at >= 0) document.setIn(['notes', at], document.createNode({ id, ...wish }));
    return at >= 0;
  });
}

export function removeNote(workspace: string, id: NoteId, expected: string | null): Promise<Result<Notes>> {
  return change(workspace, expected, (document, ids) => {
    const at = ids.indexOf(id);
    if (at >= 0) document.deleteIn(['notes', at]);
    return at >= 0;
  });
}

type Edit = (document: ReturnType<typeof parseDocument>, ids: readonly string[]) => boolean;

/** In the text that the person saw, whose comments and order stay; refused where the file says something else by now. */
async function change(workspace: string, expected: string | null, edit: Edit): Promise<Result<Notes>> {
  const before = read(expected ?? BEGINNING);
  if (before.value === null) return faulty(before.problems);
  const document = parseDocument(expected ?? BEGINNING);
  const notes = document.get('notes', true);
  // The empty list of a new file is written in brackets, and notes in them would be one long line.
  if (notes !== null && typeof notes === 'object' && 'flow' in notes) notes.flow = false;
  if (
    !edit(
      document,
      before.value.notes.map(({ id }) => id),
    )
  )
    return fail('BAD_INPUT', {
      message: `There is no such note in ${NOTES} any more.`,
      next: 'Look at the notes as they are now.',
      subject: NOTES,
    });
  const text = document.toString();
  const after = read(text);
  if (after.value === null) return faulty(after.problems);
  const saved = await saveWorkspaceText(workspace, NOTES, text, expected);
  return saved.ok ? ok({ notes: after.value.notes, expected: text }) : saved;
}

function read(text: string) {
  return validateYaml(text, NotesFile, NOTES, (parsed) => [...pastedSecrets(parsed, NOTES, false)]);
}

function faulty(problems: readonly FileProblem[]): Result<never> {
  const first = problems.find(({ severity }) => severity === 'error');
  return fail('FILE_INVALID', {
    message: `${NOTES} has a fault${first === undefined ? '' : ` (line ${first.line}: ${first.message})`}.`,
    next: 'Mend the file in a text editor; until then its notes are not shown.',
    subject: NOTES,
    problems: [...problems],
  });
}
