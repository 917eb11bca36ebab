/** A folder name that every file system takes, made from what a person typed; empty when nothing is left. */
export function folderNameOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** The folder beside `path` that carries the workspace's name; `path` itself while there is no name to carry. */
export function folderNamedFor(path: string, name: string): string {
  const folder = folderNameOf(name);
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return folder === '' || cut < 0 ? path : path.slice(0, cut + 1) + folder;
}

/** The folder inside `parent` for a workspace of that name. */
export function folderInside(parent: string, name: string): string {
  const separator = parent.startsWith('/') ? '/' : '\\';
  const base = parent.endsWith(separator) ? parent : parent + separator;
  return base + (folderNameOf(name) || 'leadline');
}
