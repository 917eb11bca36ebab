import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Json, JsonObject } from '../../json.ts';
import { type Component, isComponent, type Manifest, type Member } from '../component.ts';
import { type Build, createBuild } from './build.ts';
import { entriesOf, type Located, ManifestFault, textOf } from './located.ts';
import { readYaml } from './readYaml.ts';
import { resolveReferences } from './references.ts';

/** A manifest of the dialect, or one of ours. `name` is said in messages: the file, or the connector. */
export function readManifest(text: string, name: string): Result<Manifest> {
  try {
    return ok(manifestOf(resolveReferences(readYaml(text))));
  } catch (thrown) {
    const fault = faultOf(thrown);
    if (fault === null) throw thrown;
    const { line, column } = fault.at;
    return fail('MANIFEST_INVALID', {
      message: `${name} can't be read as a connector, line ${line}, column ${column}: ${fault.message}.`,
      next: 'Correct that line and try again; the other streams of the file are not read until then.',
      subject: name,
      problems: [{ file: name, line, column, severity: 'error', message: `${fault.message}.` }],
    });
  }
}

function faultOf(thrown: unknown): ManifestFault | null {
  if (thrown instanceof ManifestFault) return thrown;
  // What nests without brackets that could be counted is found by the stack itself.
  return thrown instanceof RangeError
    ? new ManifestFault({ line: 1, column: 1 }, 'It nests too deeply')
    : null;
}

function manifestOf(root: Located): Manifest {
  const entries = entriesOf(root);
  if (root.content.kind !== 'map')
    throw new ManifestFault(root.at, 'It holds no manifest: a map with “streams” is expected');
  const build = createBuild();
  const read = (name: string): Member | undefined => {
    const located = entries.get(name);
    return located === undefined
      ? undefined
      : build.member(located, {
          parent: 'DeclarativeSource',
          name,
          path: name,
          parameters: topParameters(root),
        });
  };
  const streams = components(read('streams'), entries.get('streams'));
  const dynamicStreams = components(read('dynamic_streams'), entries.get('dynamic_streams'));
  if (streams.length + dynamicStreams.length === 0)
    throw new ManifestFault(entries.get('streams')?.at ?? root.at, 'There is no stream in it');
  const spec = one(read('spec'));
  return {
    version: versionOf(entries.get('version')),
    streams,
    dynamicStreams,
    check: one(read('check')),
    spec: {
      schema: objectOf(spec?.members['connection_specification']),
      documentationUrl: textIn(spec?.members['documentation_url']),
      component: spec,
    },
    schemas: objectOf(dataOf(build, entries.get('schemas'))),
    apiBudget: one(read('api_budget')),
    concurrency: concurrencyOf(one(read('concurrency_level'))),
    ours: dataOf(build, entries.get('leadline')),
  };
}

function topParameters(root: Located) {
  return entriesOf(entriesOf(root).get('$parameters'));
}

function components(member: Member | undefined, located: Located | undefined): readonly Component[] {
  if (member === undefined || member === null || located === undefined) return [];
  if (!Array.isArray(member)) throw new ManifestFault(located.at, 'Streams are a list');
  return member.map((item: Member, index) => {
    if (isComponent(item)) return item;
    const { content } = located;
    const at = content.kind === 'list' ? content.items[index]?.at : undefined;
    throw new ManifestFault(at ?? located.at, `Item ${index + 1} of the streams is no stream`);
  });
}

function one(member: Member | undefined): Component | null {
  return isComponent(member) ? member : null;
}

function dataOf(build: Build, located: Located | undefined): Json {
  return located === undefined ? null : build.data(located);
}

function objectOf(member: Member | undefined): JsonObject {
  const isObject =
    typeof member === 'object' && member !== null && !Array.isArray(member) && !isComponent(member);
  return isObject ? (member as JsonObject) : {};
}

function textIn(member: Member | undefined): string | null {
  return typeof member === 'string' ? member : null;
}

function versionOf(located: Located | undefined): string {
  if (located?.content.kind !== 'scalar' || located.content.value === null) return '';
  return textOf(located) ?? String(located.content.value);
}

/** A template in it would need the config, and how many run at once is the host's to say anyway. */
function concurrencyOf(level: Component | null): number {
  const wanted = level?.members['default_concurrency'];
  const most = level?.members['max_concurrency'];
  const limit = typeof most === 'number' ? most : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(typeof wanted === 'number' ? wanted : 1, limit));
}
