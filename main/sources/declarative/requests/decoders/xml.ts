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
/** A comment, a CDATA section, an instruction, a declaration, a tag, or text. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!([^>]*)>|<(\/?)([^\s/>=<]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/y;
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
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    const inside = open.at(-1) ?? root;
    if (token === null) throw broken(text, at);
    const [, cdata, declared, closing, name, attributes = '', empty, plain] = token;
    if (cdata !== undefined) inside.text += cdata;
    else if (plain !== undefined) inside.text += unescaped(plain);
    else if (declared !== undefined) refuseDeclarations(declared);
    else if (name !== undefined && closing === '/') {
      if (open.length < 2 || inside.name !== name)
        throw new UnreadableBody(`is no XML: “</${name}>” closes what was never opened`);
      open.pop();
      add(open.at(-1) ?? root, name, elementValue(inside));
    } else if (name !== undefined) {
      const element: Open = { name, members: new Map(), attributes: attributesOf(attributes), text: '' };
      if (empty === '/') add(inside, name, elementValue(element));
      else if (open.push(element) > DEEPEST)
        throw new UnreadableBody(`is XML nested deeper than ${DEEPEST} levels`);
    }
  }
  const missing = open.at(-1);
  if (open.length > 1 && missing !== undefined)
    throw new UnreadableBody(`is cut off: its XML never closes “${missing.name}”`, true);
  if (root.members.size === 0) throw broken(text, 0);
  return elementValue(root);
}

function broken(text: string, at: number): UnreadableBody {
  return new UnreadableBody(`is no XML: at character ${at + 1} stands “${beginning(text.slice(at))}”`);
}

/** A document type is fine as long as it says nothing itself: entities are how a kilobyte becomes a gigabyte. */
function refuseDeclarations(declared: string): void {
  if (/^DOCTYPE[^[]*$/i.test(declared)) return;
  throw new UnreadableBody('is XML with declarations of its own, which are not read');
}

function attributesOf(text: string): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text))
    found.push([`@${match[1]}`, unescaped(match[2] ?? match[3] ?? '')]);
  return found;
}

function add(to: Open, name: string, value: Json): void {
  const before = to.members.get(name);
  if (before === undefined) to.members.set(name, [value]);
  else before.push(value);
}

function elementValue(element: Open): Json {
  const text = element.text.trim();
  if (element.attributes.length === 0 && element.members.size === 0) return text === '' ? null : text;
  const members: (readonly [string, Json])[] = [...element.attributes];
  for (const [name, values] of element.members)
    members.push([name, values.length === 1 ? (values[0] ?? null) : values]);
  if (text !== '' && element.name !== '') members.push(['#text', text]);
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
