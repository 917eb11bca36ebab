import { isUtf8 } from 'node:buffer';
import { UnreadableBody } from './unreadable.ts';

/** Of a body that has to be held whole: JSON, XML, an archive. */
export const MOST_WHOLE = 256 * 1024 ** 2;
const HTML = /^\s*(?:<!doctype\s+html|<html[\s>])/i;

/** Bytes to text piece by piece, never cutting a character in two, without the byte order mark. HTML is refused by name. */
export async function* textOf(
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
  format: string,
): AsyncGenerator<string, void, void> {
  const label = labelOf(encoding);
  const decoder = new TextDecoder(label, { fatal: true });
  let begun = false;
  const checked = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new UnreadableBody(`holds bytes that are no ${label.toUpperCase()}`);
    }
  };
  for await (const piece of pieces) {
    const text = checked(piece);
    if (text === '') continue;
    if (!begun) refuseHtml(text, format);
    begun = true;
    yield text;
  }
  const rest = checked();
  if (rest !== '') yield rest;
}

/** A page for people where data was expected: a login, a proxy, a notice of maintenance. */
export function refuseHtml(text: string, format: string): void {
  if (HTML.test(text.slice(0, 1024)))
    throw new UnreadableBody(`is an HTML page${titleOf(text)}, not ${format}`);
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim();
  return title === undefined || title === '' ? '' : ` (“${title.slice(0, 80)}”)`;
}

/** What one hears from a vendor is UTF-8 but for those who say otherwise in the headers. */
export function wholeText(bytes: Uint8Array): string {
  if (isUtf8(bytes))
    return withoutMark(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  throw new UnreadableBody('holds bytes that are no UTF-8');
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export async function wholeBytes(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > MOST_WHOLE)
      throw new UnreadableBody('is larger than 256 MB, which is not read as one value');
    kept.push(piece);
  }
  return kept.length === 1 && kept[0] !== undefined ? kept[0] : Buffer.concat(kept, length);
}

/** Python's names for encodings, as manifests write them, where the platform's differ. */
function labelOf(encoding: string): string {
  const plain = encoding.trim().toLowerCase().replaceAll('_', '-');
  const label = PYTHON[plain] ?? plain;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new UnreadableBody(`should be read as “${encoding}”, an encoding that is not known`);
  }
}

const PYTHON: Readonly<Record<string, string>> = {
  'utf-8-sig': 'utf-8',
  utf8: 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  'latin-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso8859-1': 'windows-1252',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
  cp932: 'shift-jis',
};
