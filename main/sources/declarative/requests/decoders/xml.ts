import type { Json } from '../../../json.ts';
import type { Decoder } from '../../parts.ts';
import { beginning } from './json.ts';
import { refuseHtml, wholeBytes, wholeText } from './text.ts';
import { UnreadableBody } from './unreadable.ts';

/**
 * One value a body: elements by name, a list where a name repeats, attributes under `@`, text beside them under `#text`.
 * Nothing is fetched and nothing defined: a document with declarations of its own is refused.
 */
export const xmlDecoder: Decoder = {
  whole: true,
  async *decode(pieces) {
    const text = wholeText(await wholeBytes(pieces)).trim();
    yield text === '' ? {} : readXml(text);
  },
};

const DEEPEST = 200;
const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

interface Open {
  readonly name: string;
  readonly members: Map<string, Json[]>;
  readonly attributes: readonly (readonly [string, string])[];
  text: string;
}

export function readXml(text: string): Json {
  refuseHtml(text, 'XML');
  const root: Open = { name: '', members: new Map(), attributes: [], text: '' };
  const open = [root];
  for (let at = 0; at < text.length; ) {
    const inside = open.at(-1) ?? root;
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next === -1 ? text.length : next;
      inside.text += unescaped(text.slice(at, end));
      at = end;
    } else if (text.startsWith('<!--', at)) at = past(text, '-->', at);
    else if (text.startsWith('<?', at)) at = past(text, '?>', at);
    else if (text.startsWith('<![CDATA[', at)) {
      const end = past(text, ']]>', at);
      inside.text += text.slice(at + 9, end - 3);
      at = end;
    } else {
      const end = tagEnd(text, at);
      const tag = text.slice(at + 1, end);
      if (tag.startsWith('!')) refuseDeclarations(tag);
      else if (tag.startsWith('/')) close(open, tag.slice(1).trim());
      else if (!begin(open, tag)) throw broken(text, at);
      at = end + 1;
    }
  }
  const missing = open.at(-1);
  if (open.length > 1 && missing !== undefined)
    throw new UnreadableBody(`is cut off: its XML never closes “${missing.name}”`, true);
  if (root.members.size === 0 || root.text.trim() !== '') throw broken(text, 0);
  return elementValue(root);
}

function past(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  if (at === -1) throw new UnreadableBody('is cut off: its XML ends in the middle', true);
  return at + mark.length;
}

/** Where the tag ends: a `>` within quotes doesn't end it. Looked for by hand, since no pattern does it in one pass. */
function tagEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '>') return at;
    if (letter !== '"' && letter !== "'") continue;
    const close = text.indexOf(letter, at + 1);
    if (close === -1) break;
    at = close;
  }
  throw new UnreadableBody('is cut off: its XML ends inside of a tag', true);
}

function begin(open: Open[], tag: string): boolean {
  const name = /^[^\s/=<"']+/.exec(tag)?.[0];
  if (name === undefined) return false;
  const empty = tag.endsWith('/');
  const attributes = attributesOf(tag.slice(name.length, empty ? -1 : undefined));
  const element: Open = { name, members: new Map(), attributes, text: '' };
  if (empty) add(open.at(-1), element);
  else if (open.push(element) > DEEPEST)
    throw new UnreadableBody(`is XML nested deeper than ${DEEPEST} levels`);
  return true;
}

function close(open: Open[], name: string): void {
  const element = open.pop();
  if (element === undefined || open.length === 0 || element.name !== name)
    throw new UnreadableBody(`is no XML: “</${beginning(name)}>” closes what was never opened`);
  add(open.at(-1), element);
}

function broken(text: string, at: number): UnreadableBody {
  return new UnreadableBody(`is no XML: at character ${at + 1} stands “${beginning(text.slice(at))}”`);
}

/** A document type is fine as long as it says nothing itself: entities are how a kilobyte becomes a gigabyte. */
function refuseDeclarations(declared: string): void {
  if (/^!DOCTYPE[^[]*$/i.test(declared)) return;
  throw new UnreadableBody('is XML with declarations of its own, which are not read');
}

function attributesOf(text: string): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text))
    found.push([`@${match[1]}`, unescaped(match[2] ?? match[3] ?? '')]);
  return found;
}

function add(to: Open | undefined, element: Open): void {
  const value = elementValue(element);
  const before = to?.members.get(element.name);
  if (before === undefined) to?.members.set(element.name, [value]);
  else before.push(value);
}

function elementValue(element: Open): Json {
  const text = element.text.trim();
  if (element.attributes.length === 0 && element.members.size === 0) return text === '' ? null : text;
  const members: (readonly [string, Json])[] = [...element.attributes];
  for (const [name, values] of element.members)
    members.push([name, values.length === 1 ? (values[0] ?? null) : values]);
  if (text !== '') members.push(['#text', text]);
  return Object.fromEntries(members);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
