import { type Document, isMap, parseDocument, stringify } from 'yaml';
import { inOrder, same } from '../../../pipelines/definition/write/inOrder.ts';
import { printLike } from '../../../pipelines/definition/write/printLike.ts';

type Mapping = Readonly<Record<string, unknown>>;

/**
 * A study as the text of its file, as far as it is filled in. Written into the text it had, comments and order stay where nothing changed. What can't be
 * written so that it reads as the value is written anew.
 */
export function writeStudy(text: string | null, value: Mapping): string {
  const fresh = stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  if (text === null) return fresh;
  const returns = text.includes('\r\n');
  const plain = text.replaceAll('\r\n', '\n');
  const document = parseDocument(plain, { merge: true });
  const old: unknown = document.errors.length > 0 ? null : document.toJS();
  if (!isMapping(old) || !isMap(document.contents)) return fresh;
  if (same(old, value)) return text;
  const printed = printLike(plain, document, () => change(document, old, value, []));
  const reading = printed.find((one) => saysTheSame(one, value));
  if (reading === undefined) return fresh;
  return returns ? reading.replaceAll('\n', '\r\n') : reading;
}

/** Mappings key by key, anything else as a whole. */
function change(document: Document, old: Mapping, next: Mapping, path: readonly string[]): void {
  for (const key of Object.keys(old)) if (next[key] === undefined) document.deleteIn([...path, key]);
  for (const [key, value] of Object.entries(next)) {
    if (value === undefined || same(old[key], value)) continue;
    const before = old[key];
    if (isMapping(before) && isMapping(value)) change(document, before, value, [...path, key]);
    else document.setIn([...path, key], isMapping(value) ? document.createNode(inOrder(value)) : value);
  }
}

function saysTheSame(text: string, value: Mapping): boolean {
  const document = parseDocument(text, { merge: true });
  return document.errors.length === 0 && same(document.toJS(), value);
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
