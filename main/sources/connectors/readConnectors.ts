import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, fail, type Result } from '../../../shared/errors/failure.ts';
import { type Connector, ConnectorName, readConnector } from './connector.ts';

const ENDING = /\.ya?ml$/;
const MOST_BYTES = 20 * 1024 * 1024;

export interface ConnectorFolders {
  /** What comes with Leadline. */
  readonly shipped: string;
  /** `connectors/` of the workspace; null where none is open. */
  readonly own: string | null;
}

export interface Gallery {
  /** Those that need no key first, then by title. */
  readonly connectors: readonly Connector[];
  /** Files that can't be used; the others can. */
  readonly broken: readonly { readonly name: string; readonly failure: Failure }[];
}

/** Every connector there is. One of the workspace takes the place of a shipped one of the same name. */
export async function readConnectors(folders: ConnectorFolders): Promise<Gallery> {
  const own = folders.own === null ? [] : await readFolder(folders.own, 'workspace');
  const taken = new Set(own.map(({ name }) => name));
  const shipped = await readFolder(folders.shipped, 'shipped', taken);
  const all = [...own, ...shipped];
  const connectors = all.flatMap(({ read }) => (read.ok ? [read.value] : []));
  const broken = all.flatMap(({ name, read }) => (read.ok ? [] : [{ name, failure: read.failure }]));
  const rank = ({ facts, origin }: Connector) =>
    `${facts.keyless ? 0 : 1}${origin === 'shipped' ? 1 : 0}${facts.title.toLowerCase()}`;
  return { connectors: connectors.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)), broken };
}

/** One by its name. */
export async function findConnector(name: string, folders: ConnectorFolders): Promise<Result<Connector>> {
  if (ConnectorName.safeParse(name).success) {
    const places = [
      ...(folders.own === null ? [] : [{ folder: folders.own, origin: 'workspace' as const }]),
      { folder: folders.shipped, origin: 'shipped' as const },
    ];
    for (const { folder, origin } of places)
      for (const ending of ['.yml', '.yaml']) {
        const read = await readOne(folder, `${name}${ending}`, origin);
        if (read !== null) return read;
      }
  }
  return fail('SOURCE_UNKNOWN', {
    message: `There is no connector ${name.slice(0, 80)}.`,
    next: 'See those there are with: source list --connectors. Your own go into connectors/ of the workspace.',
    subject: name.slice(0, 80),
  });
}

async function readFolder(
  folder: string,
  origin: Connector['origin'],
  without: ReadonlySet<string> = new Set(),
): Promise<{ name: string; read: Result<Connector> }[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => ENDING.test(file)).sort();
  const found: { name: string; read: Result<Connector> }[] = [];
  for (const file of files) {
    const name = file.replace(ENDING, '');
    if (without.has(name)) continue;
    const read = await readOne(folder, file, origin);
    if (read !== null) found.push({ name, read });
  }
  return found;
}

/** Null: there is no such file. */
async function readOne(
  folder: string,
  file: string,
  origin: Connector['origin'],
): Promise<Result<Connector> | null> {
  const shown = origin === 'workspace' ? `connectors/${file}` : file;
  const name = file.replace(ENDING, '');
  try {
    const path = join(folder, file);
    const { size } = await stat(path);
    if (size > MOST_BYTES) return unreadable(shown, 'it is larger than 20 MB');
    if (!ConnectorName.safeParse(name).success)
      return unreadable(shown, 'in its name, use lower-case letters, digits, dashes and underscores');
    return readConnector(await readFile(path, 'utf8'), { name, file: shown, origin });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    if (code === undefined) throw error;
    return unreadable(shown, `the system says ${code}`);
  }
}

function unreadable(file: string, why: string) {
  return fail('FILE_UNREADABLE', {
    message: `The connector ${file} can't be read: ${why}.`,
    next: 'Correct that, or take the file away. The other connectors work.',
    subject: file,
  });
}
