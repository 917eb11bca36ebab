import { isMap, parseDocument, stringify } from 'yaml';
import { Pipeline } from '../../../shared/domain/pipeline/pipeline.ts';
import { readShape } from './read/readShape.ts';
import { inOrder, same } from './write/inOrder.ts';
import { keyOrder } from './write/keyOrder.ts';
import { mergeMap } from './write/mergeNodes.ts';
import { printLike } from './write/printLike.ts';
import type { YamlReader } from './yamlReader.ts';

/**
 * A pipeline as the text of its file. Written into the text it had, what a person wrote around it stays: comments, order, and
 * keys nobody knows. A text that can't be read, or can't be made to say it, is written anew.
 */
export function writePipeline(text: string | null, value: Pipeline, yaml: YamlReader): string {
  const fresh = () => stringify(inOrder(value), { lineWidth: 0, aliasDuplicateObjects: false });
  const data = text === null ? undefined : dataOf(text, yaml);
  if (text === null || !isMapping(data)) return fresh();
  const old = readShape(data, () => '').pipeline;
  if (old !== null && same(old, value)) return text;
  const wanted = readLoosely(fresh(), yaml);
  const written = writeInto(text, old ?? data, value);
  return written.find((one) => same(readLoosely(one, yaml), wanted)) ?? fresh();
}

/** Ways to write it, the best first; none where the document can't be printed. */
function writeInto(text: string, old: Readonly<Record<string, unknown>>, value: Pipeline): readonly string[] {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const returns = text.includes('\r\n');
  const plain = text.slice(mark.length).replaceAll('\r\n', '\n');
  const document = parseDocument(plain, { merge: true });
  const top = document.contents;
  if (!isMap(top)) return [];
  try {
    const printed = printLike(plain, document, () =>
      mergeMap(document, top, old, inOrder(value) as Readonly<Record<string, unknown>>, []),
    );
    return printed.map((one) => mark + (returns ? one.replaceAll('\n', '\r\n') : one));
  } catch (error) {
    // What the library says of a document that can't be printed, such as a repeated value whose first one is gone.
    if (error instanceof Error) return [];
    throw error;
  }
}

/** What a text says as a pipeline, passing over keys nobody knows; undefined where it says none. */
function readLoosely(text: string, yaml: YamlReader): Pipeline | undefined {
  const data = dataOf(text, yaml);
  if (!isMapping(data)) return undefined;
  const top = onlyKnown(data, []);
  const steps = Array.isArray(top['steps'])
    ? top['steps'].map((step, index) => (isMapping(step) ? onlyKnown(step, ['steps', index]) : step))
    : top['steps'];
  return readShape({ ...top, steps }, () => '').pipeline ?? undefined;
}

function onlyKnown(data: Readonly<Record<string, unknown>>, path: readonly (string | number)[]) {
  const known = keyOrder(path) ?? Object.keys(Pipeline.shape);
  return Object.fromEntries(Object.entries(data).filter(([key]) => known.includes(key)));
}

function dataOf(text: string, yaml: YamlReader): unknown {
  return yaml.parse(text, '').read?.data;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
