export interface Crumb {
  readonly label: string;
  readonly path: string;
}

/** The page can't ask the machine for its separator; an absolute path gives it away. */
function separatorOf(path: string): '/' | '\\' {
  return path.startsWith('/') ? '/' : '\\';
}

export function joinPath(folder: string, name: string): string {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The way from the root to a folder, each step with the path it stands for. */
export function crumbsOf(path: string): Crumb[] {
  const separator = separatorOf(path);
  const names = path.split(separator).filter((name) => name !== '');
  const { root, inside } = separator === '/' ? { root: '/', inside: names } : windowsRoot(path, names);
  const steps = inside.map((label, index) => ({
    label,
    path: joinPath(root, inside.slice(0, index + 1).join(separator)),
  }));
  return [{ label: root, path: root }, ...steps];
}

/** A drive, or a share: that one starts with two separators, and its server alone is no folder. */
function windowsRoot(path: string, names: readonly string[]): { root: string; inside: readonly string[] } {
  return path.startsWith('\\\\')
    ? { root: `\\\\${names.slice(0, 2).join('\\')}`, inside: names.slice(2) }
    : { root: `${names[0] ?? path}\\`, inside: names.slice(1) };
}

/** Null at a root. */
export function parentOf(path: string): string | null {
  return crumbsOf(path).at(-2)?.path ?? null;
}

export function lastNameOf(path: string): string {
  return crumbsOf(path).at(-1)?.label ?? path;
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);
}
