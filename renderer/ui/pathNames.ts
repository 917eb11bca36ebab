/** The last part of a path, of either kind of system. */
export function lastNameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

/** A name in a folder, written as the folder's own system does. */
export function joined(folder: string, name: string): string {
  const divider = !folder.startsWith('/') && folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(divider) ? `${folder}${name}` : `${folder}${divider}${name}`;
}
