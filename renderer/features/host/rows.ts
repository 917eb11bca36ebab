import type { FileFilter, FolderListing } from '../../../shared/contract/host.ts';

export interface Row {
  readonly kind: 'folder' | 'file';
  readonly name: string;
  /** True for a folder that holds a workspace. */
  readonly workspace: boolean;
  readonly bytes: number | null;
}

/** What the picker lists: folders first, and files only where one is being picked. */
export function rowsOf(listing: FolderListing, files: 'none' | readonly FileFilter[]): Row[] {
  const folders = listing.folders.map(
    ({ name, workspace }): Row => ({ kind: 'folder', name, workspace, bytes: null }),
  );
  if (files === 'none') return folders;
  const shown = listing.files
    .filter(({ name }) => matches(name, files))
    .map(({ name, bytes }): Row => ({ kind: 'file', name, workspace: false, bytes }));
  return [...folders, ...shown];
}

function matches(name: string, filters: readonly FileFilter[]): boolean {
  const wanted = filters.flatMap(({ extensions }) => extensions);
  if (wanted.length === 0 || wanted.includes('*')) return true;
  return wanted.some((extension) => name.toLowerCase().endsWith(`.${extension.toLowerCase()}`));
}

/**
 * The row that typing leads to, or -1. One letter again and again walks the names that start with it; more
 * letters narrow down from where the cursor is.
 */
export function rowTyped(rows: readonly Row[], from: number, typed: string): number {
  const letters = typed.toLocaleLowerCase();
  const [first = ''] = letters;
  const walking = [...letters].every((letter) => letter === first);
  const prefix = walking ? first : letters;
  const start = walking ? from + 1 : Math.max(from, 0);
  for (let step = 0; step < rows.length; step += 1) {
    const index = (start + step) % rows.length;
    if (rows[index]?.name.toLocaleLowerCase().startsWith(prefix)) return index;
  }
  return -1;
}
