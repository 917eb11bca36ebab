import { isMap, parse, parseDocument, stringify } from 'yaml';
import { same } from '../../../pipelines/definition/write/inOrder.ts';
import { mergeMap } from '../../../pipelines/definition/write/mergeNodes.ts';
import { printLike } from '../../../pipelines/definition/write/printLike.ts';

/** Of a mapping that is no pipeline: no order of keys but the one it has. */
const ALERTS_PATH = ['alerts.yml'];

type Mapping = Readonly<Record<string, unknown>>;

/** The text that says `next` where it said `old`. What a person wrote around it stays, unless it stands in the way. */
export function writeSettings(text: string | null, old: Mapping, next: Mapping): string {
  const fresh = () => stringify(next, { lineWidth: 0, aliasDuplicateObjects: false });
  if (text === null || text.trim() === '') return fresh();
  if (same(old, next)) return text;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = text.slice(mark.length).replaceAll('\r\n', '\n');
  const written = writtenInto(plain, old, next);
  if (written === undefined) return fresh();
  return mark + (text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written);
}

function writtenInto(plain: string, old: Mapping, next: Mapping): string | undefined {
  const document = parseDocument(plain, { merge: true });
  const top = document.contents;
  if (!isMap(top)) return undefined;
  try {
    const printed = printLike(plain, document, () => mergeMap(document, top, old, next, ALERTS_PATH));
    return printed.find((one) => same(parse(one, { merge: true }), next));
  } catch (error) {
    // What the library says of a document that can't be printed, such as a repeated value whose first one is gone.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
