import { CFB } from 'xlsx';
import { XmlReader } from '../../../main/audit/read/xml/xmlReader.ts';

/** An element with its prefix, as the file has it. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

export interface Part {
  readonly name: string;
  readonly root: Element;
}

/** The parts of a workbook as trees, read by another program's zip reader. */
export function readParts(file: Uint8Array): Map<string, string> {
  const archive: { readonly FullPaths: string[]; readonly FileIndex: { readonly content: Uint8Array }[] } =
    CFB.read(Buffer.from(file), { type: 'buffer' });
  const parts = new Map<string, string>();
  archive.FullPaths.forEach((path, index) => {
    const entry = archive.FileIndex[index];
    const name = path.replace(/^[^/]*\//, '');
    // The first is the archive itself, folders have no content, and SheetJS adds a mark of its own.
    if (entry === undefined || path.endsWith('/') || /^.?Sh33tJ5$/.test(name)) return;
    parts.set(name, Buffer.from(entry.content).toString('utf8'));
  });
  return parts;
}

export function readTree(text: string): Element {
  const top: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  const names = [...text.matchAll(/<([A-Za-z][^\s/>]*)((?:\s+[^\s=]+="[^"<]*")*)\s*\/?>/g)].map((found) => ({
    name: found[1] ?? '',
    attributes: new Map(
      [...(found[2] ?? '').matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        plain(value),
      ]),
    ),
  }));
  let at = 0;
  const reader = new XmlReader({
    open() {
      const told = names[at];
      at += 1;
      const element: Element = {
        name: told?.name ?? '',
        attributes: told?.attributes ?? new Map(),
        children: [],
        text: '',
      };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text(more) {
      const element = open.at(-1);
      if (element !== undefined) element.text += more;
    },
  });
  reader.write(text);
  reader.end();
  const [root] = top.children;
  if (root === undefined || at !== names.length)
    throw new Error('The tags of a part are not what they seem.');
  return root;
}

export function all(element: Element, name: string): Element[] {
  const own = element.name === name ? [element] : [];
  return [...own, ...element.children.flatMap((child) => all(child, name))];
}

function plain(value: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return value.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => names[name] ?? '');
}
