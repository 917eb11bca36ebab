import type { Json, JsonObject } from '../../json.ts';
import type { Member, Place } from '../component.ts';
import { typeOf } from './defaultTypes.ts';
import { DEEPEST } from './depth.ts';
import { type Entries, entriesOf, isEmpty, type Located, ManifestFault, textOf } from './located.ts';

const PARAMETERS = '$parameters';
/** What a manifest may come to, with what references and parameters repeat: many times what the largest public ones have. */
const MOST_VALUES = 300_000;
/** Values of data, which are one in memory however often they are referred to. */
const MOST_DATA = 5_000_000;

/** Members that hold data, whatever their shape: a `type` in a JSON schema or in a request body makes no component of it. */
const DATA = new Set([
  'DeclarativeSource.definitions',
  'DeclarativeSource.leadline',
  'DeclarativeSource.metadata',
  'DeclarativeSource.schemas',
  'HttpRequester.request_body_data',
  'HttpRequester.request_body_json',
  'HttpRequester.request_headers',
  'InlineSchemaLoader.schema',
  'JwtAuthenticator.additional_jwt_headers',
  'JwtAuthenticator.additional_jwt_payload',
  'OAuthAuthenticator.refresh_request_body',
  'OAuthAuthenticator.refresh_request_headers',
  'RequestBodyGraphQL.value',
  'RequestBodyJsonObject.value',
  'RequestBodyUrlEncodedForm.value',
  'Spec.connection_specification',
]);

/** Objects by name that may hold components, but never are one: a vendor's parameter may be called `type`. */
const MAPS = new Set(['HttpRequester.request_parameters']);

export interface Build {
  /** The value at a member as components. `parent` is the type of what it stands in, `''` at the top. */
  member(located: Located, where: Where): Member;
  data(located: Located): Json;
}

export interface Where {
  readonly parent: string;
  readonly name: string;
  readonly path: string;
  /** What is handed down; a component's own win. */
  readonly parameters: Entries;
}

/** Turns what a file says into components: types filled in, parameters handed down as the dialect does. */
export function createBuild(): Build {
  let values = 0;
  let dataValues = 0;
  const plain = new Map<Located['content'], { readonly value: Json; readonly size: number }>();

  const grown = (at: Place) =>
    new ManifestFault(at, `Repetitions make it grow beyond ${MOST_VALUES.toLocaleString('en-US')} values`);

  const copied = (located: Located, depth: number): { readonly value: Json; readonly size: number } => {
    const known = plain.get(located.content);
    if (known !== undefined) return known;
    if (depth > 3 * DEEPEST) throw new ManifestFault(located.at, 'It nests without end');
    const { content } = located;
    let size = 1;
    const inner = (one: Located): Json => {
      const made = copied(one, depth + 1);
      size += made.size;
      if (size > MOST_DATA) throw grown(located.at);
      return made.value;
    };
    const value: Json =
      content.kind === 'scalar'
        ? content.value
        : content.kind === 'list'
          ? content.items.map(inner)
          : Object.fromEntries([...content.entries].map(([name, one]) => [name, inner(one)]));
    const made = { value, size };
    plain.set(content, made);
    return made;
  };

  const data = (located: Located): Json => {
    const { value, size } = copied(located, 0);
    dataValues += size;
    if (dataValues > MOST_DATA) throw grown(located.at);
    return value;
  };

  const parametersOf = (parameters: Entries): JsonObject =>
    Object.fromEntries([...parameters].map(([name, value]) => [name, data(value)]));

  const member = (located: Located, where: Where, depth: number): Member => {
    if (depth > 3 * DEEPEST) throw new ManifestFault(located.at, 'It nests without end');
    const { content } = located;
    if (content.kind === 'scalar' || DATA.has(`${where.parent}.${where.name}`))
      return data(withoutParameters(located));
    values += 1;
    if (values > MOST_VALUES) throw grown(located.at);
    if (content.kind === 'list')
      return content.items.map((item, index) =>
        member(item, { ...where, path: `${where.path}[${index}]` }, depth + 1),
      );
    return mapMember(located, content.entries, where, depth);
  };

  const mapMember = (located: Located, given: Entries, where: Where, depth: number): Member => {
    if (isSchema(given)) return data(withoutParameters(located));
    const own = entriesOf(given.get(PARAMETERS));
    const parameters = new Map([...where.parameters, ...own]);
    const isMap = MAPS.has(`${where.parent}.${where.name}`);
    const type = isMap ? null : typeOf(given, where.parent, where.name);
    if (type === null) return plainMap(given, where, parameters, depth);
    values += parameters.size;
    const entries = new Map(given);
    entries.delete(PARAMETERS);
    entries.delete('type');
    for (const [name, value] of parameters) {
      const has = entries.get(name);
      if (name !== 'type' && (has === undefined || isEmpty(has))) entries.set(name, value);
    }
    const members: [string, Member][] = [];
    for (const [name, value] of entries) {
      // A parameter isn't handed down into the member it fills: it would fill itself for ever.
      const handed = parameters.has(name) ? new Map(parameters) : parameters;
      handed.delete(name);
      const path = where.path === '' ? name : `${where.path}.${name}`;
      members.push([name, member(value, { parent: type, name, path, parameters: handed }, depth + 1)]);
    }
    return {
      type,
      path: where.path,
      at: located.at,
      members: Object.fromEntries(members),
      parameters: parametersOf(parameters),
    };
  };

  /** An object that is no component hands parameters to the components right in it, as queries and choices by name do. */
  const plainMap = (given: Entries, where: Where, parameters: Entries, depth: number): Member =>
    Object.fromEntries(
      [...given].flatMap(([name, value]) => {
        if (name === PARAMETERS) return [];
        const handed = textOf(entriesOf(value).get('type')) === null ? new Map() : parameters;
        const path = `${where.path}.${name}`;
        const here = { parent: where.parent, name: '', path, parameters: handed };
        return [[name, member(value, here, depth + 1)] as const];
      }),
    );

  return { member: (located, where) => member(located, where, 0), data };
}

/** They belong to the components around data, not to it. */
function withoutParameters(located: Located): Located {
  const { at, content } = located;
  if (content.kind !== 'map' || !content.entries.has(PARAMETERS)) return located;
  const entries = new Map(content.entries);
  entries.delete(PARAMETERS);
  return { at, content: { kind: 'map', entries } };
}

function isSchema(entries: Entries): boolean {
  const type = entries.get('type')?.content;
  if (type?.kind === 'scalar') return type.value === 'object';
  if (type?.kind !== 'list' || type.items.length !== 2) return false;
  const [first, second] = type.items;
  return first?.content.kind === 'scalar' && textOf(first) === 'null' && textOf(second) === 'object';
}
