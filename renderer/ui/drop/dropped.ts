import { joined } from '../pathNames.ts';

const ANSWER_MS = 2_000;

/** What was dropped, by name: all that a browser tells of it. */
export interface Dropped {
  readonly files: readonly File[];
  readonly folders: readonly string[];
}

/** To be read while the drop is being handled: afterwards the browser has emptied it. */
export function droppedIn(data: DataTransfer): Dropped {
  const folders = [...data.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory ? [entry.name] : [];
  });
  return { files: [...data.files], folders };
}

export interface WhereQuestion {
  readonly kind: 'pickFile' | 'pickFolder';
  readonly title: string;
  /** The paths that an answer stands for. */
  readonly pathsAt: (answer: string) => string[];
}

/** What a person is asked where nobody else tells where things lie. */
export function whereIs({ files, folders }: Dropped): WhereQuestion | null {
  const names = files.map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return null;
  const why = 'A browser doesn’t tell where what is dropped lies.';
  if (names.length > 1)
    return {
      kind: 'pickFolder',
      title: `Which folder holds ${first} and ${names.length - 1} more? ${why}`,
      pathsAt: (folder) => names.map((name) => joined(folder, name)),
    };
  const kind = folders.length > 0 ? 'pickFolder' : 'pickFile';
  return { kind, title: `Where is ${first}? ${why}`, pathsAt: (path) => [path] };
}

/**
 * Where dropped files lie. Only the desktop's preload can tell: a browser keeps it from every page, and then this is
 * empty. The files go over as a window message, because no object of the preload is in the page.
 */
export function pathsOf(files: readonly File[]): Promise<string[]> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((settle) => {
    const timer = setTimeout(() => settle([]), ANSWER_MS);
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      port1.close();
      settle(Array.isArray(data) ? data.filter((path) => typeof path === 'string' && path !== '') : []);
    };
    window.postMessage({ leadline: 'paths', files }, window.origin, [port2]);
  });
}
