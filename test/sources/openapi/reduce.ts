import { readFile, writeFile } from 'node:fs/promises';

/**
 * Takes out of a vendor's published OpenAPI document what says how a few of its operations are asked: parameters, bodies and the
 * definitions these name. Words for people, examples, answers and all other operations are left behind.
 *
 *     node test/sources/openapi/reduce.ts <document> <reduced> <origin> <operation>…
 *
 * `origin` names the repository and commit that the document is of, and is kept with it.
 */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Group = { [name: string]: Json };

const ONLY_WORDS = new Set([
  'description',
  'summary',
  'example',
  'examples',
  'title',
  'externalDocs',
  'tags',
]);
const ANSWERS = new Set(['responses', 'callbacks', 'security']);

export function reduceDocument(document: Group, origin: string, operations: readonly string[]): Group {
  const paths: Group = {};
  for (const [path, methods] of Object.entries(groupOf(document['paths']))) {
    const kept: Group = {};
    for (const [method, operation] of Object.entries(groupOf(methods))) {
      const id = groupOf(operation)['operationId'];
      if (typeof id === 'string' && operations.includes(id)) kept[method] = bare(operation);
    }
    if (Object.keys(kept).length > 0) paths[path] = kept;
  }
  const found = Object.values(paths).flatMap((methods) => Object.values(groupOf(methods)));
  if (found.length !== operations.length)
    throw new Error(`the document has ${found.length} of these operations: ${operations.join(', ')}`);
  return {
    origin,
    version: groupOf(document['info'])['version'] ?? null,
    ...kept(document, ['swagger', 'openapi', 'host', 'servers', 'consumes']),
    paths,
    ...definitions(document, paths),
  };
}

function kept(document: Group, names: readonly string[]): Group {
  return Object.fromEntries(
    names.flatMap((name) => (document[name] === undefined ? [] : [[name, bare(document[name])]])),
  );
}

/** Those that the kept ones name, and those that they name in turn, where they stood. */
function definitions(document: Group, paths: Group): Group {
  const out: Group = {};
  const waiting = referencesIn(paths);
  const done = new Set<string>();
  for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
    if (done.has(reference)) continue;
    done.add(reference);
    const steps = reference.replace(/^#\//, '').split('/');
    const found = bare(steps.reduce<Json>((at, step) => groupOf(at)[step] ?? null, document));
    waiting.push(...referencesIn(found));
    let at = out;
    for (const step of steps.slice(0, -1)) {
      const next = groupOf(at[step] ?? {});
      at[step] = next;
      at = next;
    }
    at[steps.at(-1) ?? ''] = found;
  }
  return out;
}

function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (value === null || typeof value !== 'object') return [];
  const own = value['$ref'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(referencesIn)];
}

/** A property may itself be called `title`: only what is no schema is taken for words. */
function bare(value: Json, inProperties = false): Json {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (value === null || typeof value !== 'object') return value;
  const out: Group = {};
  for (const [name, member] of Object.entries(value)) {
    const isWords = ONLY_WORDS.has(name) || ANSWERS.has(name) || name.startsWith('x-');
    if (!inProperties && isWords) continue;
    out[name] = bare(member, name === 'properties');
  }
  return out;
}

function groupOf(value: Json | undefined): Group {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return {};
  return value;
}

if (process.argv[1] === import.meta.filename) {
  const [from = '', to = '', origin = '', ...operations] = process.argv.slice(2);
  const document = JSON.parse(await readFile(from, 'utf8')) as Group;
  await writeFile(to, `${JSON.stringify(reduceDocument(document, origin, operations), null, 2)}\n`);
}
