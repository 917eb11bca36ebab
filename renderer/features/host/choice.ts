import { joinPath, lastNameOf } from './paths.ts';
import type { PathQuestion } from './questions.ts';
import type { Row } from './rows.ts';

export interface Choice {
  /** What pressing the button answers; null while there is nothing to take. */
  readonly path: string | null;
  readonly label: string;
  /** One line under the list. */
  readonly says: string;
}

export interface Chosen {
  readonly here: string;
  readonly row: Row | undefined;
  /** Of the file to save. */
  readonly name: string;
  readonly rows: readonly Row[];
}

/** What the picker would take right now. Pure, so that the button, the line under the list and Enter agree. */
export function choiceOf(kind: PathQuestion['kind'], chosen: Chosen): Choice {
  if (kind === 'pickFolder') return folderChoice(chosen);
  return kind === 'pickFile' ? fileChoice(chosen) : saveChoice(chosen);
}

function folderChoice({ here, row }: Chosen): Choice {
  if (row === undefined) {
    const says = 'Takes the folder shown, until you select one in it.';
    return { path: here, label: `Choose “${lastNameOf(here)}”`, says };
  }
  const path = joinPath(here, row.name);
  return {
    path,
    label: `Choose “${row.name}”`,
    says: row.workspace ? `${path} holds a workspace.` : path,
  };
}

function fileChoice({ here, row }: Chosen): Choice {
  if (row?.kind !== 'file') return { path: null, label: 'Choose', says: 'Select a file.' };
  const path = joinPath(here, row.name);
  return { path, label: `Choose “${row.name}”`, says: path };
}

function saveChoice({ here, name, rows }: Chosen): Choice {
  const file = name.trim();
  if (file === '') return { path: null, label: 'Save', says: 'Give the file a name.' };
  if (/[/\\]/.test(file)) {
    return { path: null, label: 'Save', says: 'A file name has no slashes: choose the folder in the list.' };
  }
  const taken = rows.find((row) => row.name === file);
  if (taken?.kind === 'folder') return { path: null, label: 'Save', says: `“${file}” is a folder here.` };
  const path = joinPath(here, file);
  if (taken === undefined) return { path, label: 'Save here', says: path };
  return { path, label: `Replace “${file}”`, says: `“${file}” exists here and will be replaced.` };
}
