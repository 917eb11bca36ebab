import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Additions, Making, Seen } from '../parts.ts';
import { manifestTrouble, unsupported } from './troubles.ts';
import { asPairs, withoutNulls } from './written.ts';

/** What the requester itself says of a request, rendered for one page. */
export type Contributions = (seen: Seen) => Promise<Additions>;

type Rendering = (seen: Seen) => Promise<Additions> | Additions;

export function createContributions(component: Component, making: Making): Contributions {
  const renderings = [
    parametersOf(component, making),
    headersOf(component, making),
    ...bodiesOf(component, making),
  ].filter((rendering) => rendering !== null);
  return async (seen) => {
    let all: Additions = {};
    for (const render of renderings) all = { ...all, ...(await render(seen)) };
    return all;
  };
}

function parametersOf(component: Component, making: Making): Rendering | null {
  const member = component.members['request_parameters'];
  refuseComponents(component, making, member);
  if (component.members['query_properties'] || component.members['fetch_properties_from_endpoint'])
    throw unsupported(component, making.stream, 'query_properties');
  const render = pairsOf(component, making, member);
  return render === null ? null : async (seen) => ({ parameters: asPairs(await render(seen)) });
}

function headersOf(component: Component, making: Making): Rendering | null {
  const render = pairsOf(component, making, component.members['request_headers']);
  return render === null ? null : async (seen) => ({ headers: asPairs(await render(seen)) });
}

/** An object with templates in it, or one template that gives an object; any other text says nothing. */
function pairsOf(
  component: Component,
  making: Making,
  member: Member | undefined,
): ((seen: Seen) => Promise<JsonObject> | JsonObject) | null {
  if (member === undefined || member === null || member === '') return null;
  if (typeof member !== 'string') return making.expressions.object(member, component, false);
  const value = making.expressions.value(member, component);
  return async (seen) => objectOr(await value(seen), {});
}

function bodiesOf(component: Component, making: Making): (Rendering | null)[] {
  const { members } = component;
  const typed = members['request_body'];
  if (isComponent(typed)) return [typedBody(typed, making)];
  const data = filled(members['request_body_data']);
  const json = filled(members['request_body_json']);
  if (data !== null && json !== null)
    throw manifestTrouble(
      component,
      making.stream,
      'has two bodies',
      'Keep request_body_json or request_body_data.',
    );
  if (data !== null) return [dataBody(component, making, data)];
  return json === null ? [] : [jsonBody(component, making, json)];
}

function typedBody(body: Component, making: Making): Rendering {
  const value = body.members['value'];
  switch (body.type) {
    case 'RequestBodyUrlEncodedForm':
    case 'RequestBodyPlainText':
      return dataBody(body, making, value ?? '');
    case 'RequestBodyJsonObject':
      return jsonBody(body, making, value ?? {});
    case 'RequestBodyGraphQL':
      return jsonBody(body, making, isComponent(value) ? { ...value.members } : (value ?? {}));
    default:
      throw unsupported(body, making.stream, body.type);
  }
}

/** A form, or text sent as it is. Text that reads as an object is a form too, as in the dialect. */
function dataBody(component: Component, making: Making, member: Member): Rendering {
  if (typeof member !== 'string') {
    const object = making.expressions.object(member, component, false);
    return async (seen) => ({ bodyForm: asPairs(await object(seen)) });
  }
  const text = making.expressions.text(member, component);
  const value = making.expressions.value(member, component);
  return async (seen) => {
    const written = text === null ? '' : await text(seen);
    const read = written.trimStart().startsWith('{') ? await value(seen) : null;
    if (isJsonObject(read)) return { bodyForm: asPairs(read) };
    return written === '' ? {} : { bodyText: written };
  };
}

function jsonBody(component: Component, making: Making, member: Member): Rendering {
  const object = making.expressions.object(member, component, true);
  return async (seen) => ({ bodyJson: withoutNulls(await object(seen)) });
}

function refuseComponents(component: Component, making: Making, member: Member | undefined): void {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return;
  const found = Object.values(member).find((value) => isComponent(value));
  if (isComponent(found)) throw unsupported(found, making.stream, found.type);
  if (isComponent(member)) throw unsupported(component, making.stream, member.type);
}

function filled(member: Member | undefined): Member | null {
  if (member === undefined || member === null || member === '') return null;
  return typeof member === 'object' && Object.keys(member).length === 0 ? null : member;
}

function objectOr(value: Json, otherwise: JsonObject): JsonObject {
  return isJsonObject(value) ? value : otherwise;
}
