import { createDecoder } from '../csv/decoder.ts';
import { detectEncoding } from '../csv/encoding.ts';
import type { Glimpse, PreviewOptions } from '../preview.ts';
import { unreadable } from '../trouble.ts';
import { parseExactly } from './exact.ts';
import { detectShape } from './shape.ts';
import { BrokenJson, JsonSplitter } from './splitter.ts';

const JUDGED = 1_000;
const MOST_COLUMNS = 10_000;

export function previewJson(
  path: string,
  bytes: Uint8Array,
  whole: boolean,
  options: PreviewOptions,
): Glimpse {
  const encoding = options.encoding ?? detectEncoding(bytes, whole).value;
  const decoder = createDecoder(encoding);
  const text = decoder.write(bytes) + (whole ? decoder.end() : '');
  const shape = /\.(jsonl|ndjson)(\.gz)?$/i.test(path) ? 'lines' : detectShape(text);
  if (shape === null)
    throw unreadable(
      path,
      `${path} is not JSON that holds records: it is neither a list, nor an object with a list “data”, nor lines of objects.`,
      'Export it as JSON Lines or as a list of objects.',
    );
  const splitter = new JsonSplitter(shape);
  try {
    splitter.push(text, whole);
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error;
    throw broken(path, error);
  }
  const records = splitter.records.slice(0, JUDGED).map(({ text: record }) => recordOf(record));
  const names = [...new Set(records.flatMap((record) => (record === null ? [] : Object.keys(record))))];
  if (names.length > MOST_COLUMNS)
    throw unreadable(
      path,
      `${path} holds records with more than ${MOST_COLUMNS} different fields.`,
      'Turn what varies into values.',
    );
  const bad = records.filter((record) => record === null).length;
  return {
    format: { kind: 'json', encoding, shape },
    confidence: 1,
    columns: names.map((original) => ({ original, type: null })),
    rows: records.flatMap((record) => (record === null ? [] : [names.map((name) => ownField(record, name))])),
    notes: bad === 0 ? [] : [`${bad} of the first records would be rejected: no objects, or no JSON.`],
  };
}

/** Null when a piece of text is no object. */
export function recordOf(text: string): object | null {
  try {
    const record = parseExactly(text);
    return typeof record === 'object' && record !== null && !Array.isArray(record) ? record : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Own only: every object answers to `constructor` and `__proto__`. */
export function ownField(record: object, name: string): unknown {
  return Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : null;
}

export function broken(path: string, { line, message }: BrokenJson) {
  return unreadable(path, `${path}, line ${line}: the JSON ${message}.`, 'Correct or export the file again.');
}
