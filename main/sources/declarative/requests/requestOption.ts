import type { Json, JsonObject } from '../../json.ts';
import { isComponent, type Member } from '../component.ts';
import type { Additions, Making } from '../parts.ts';
import { manifestTrouble } from './troubles.ts';
import { asText } from './written.ts';

/** Puts a value where a `RequestOption` says: a parameter, a header, a form member, or any depth of a JSON body. */
export type Injection = (value: Json) => Promise<Additions>;

/** Null: there is none. `secret`: what is put there is a credential. */
export function createInjection(
  member: Member | undefined,
  making: Making,
  secret = false,
): Injection | null {
  if (!isComponent(member)) return null;
  const component = member;
  const { inject_into: into, field_name: name, field_path: path } = component.members;
  if (Array.isArray(path) ? into !== 'body_json' || typeof name === 'string' : typeof name !== 'string')
    throw manifestTrouble(
      component,
      making.stream,
      'needs either a field_name, or for body_json a field_path',
      'Name the field once.',
    );
  const steps = (Array.isArray(path) ? path : [name]).map((step) => making.expressions.text(step, component));
  const names = () => Promise.all(steps.map(async (step) => (step === null ? '' : step({}))));
  switch (into) {
    case 'request_parameter':
      return async (value) => {
        const [field = ''] = await names();
        return { parameters: [[field, asText(value)]], ...(secret && { secret: { parameters: [field] } }) };
      };
    case 'header':
      return async (value) => {
        const [field = ''] = await names();
        return { headers: [[field, asText(value)]], ...(secret && { secret: { headers: [field] } }) };
      };
    case 'body_data':
      return async (value) => {
        const [field = ''] = await names();
        return { bodyForm: [[field, asText(value)]], ...(secret && { secret: { parameters: [field] } }) };
      };
    case 'body_json':
      return async (value) => {
        const fields = await names();
        return {
          bodyJson: nested(fields, value),
          ...(secret && { secret: { parameters: [fields.at(-1) ?? ''] } }),
        };
      };
    default:
      throw manifestTrouble(
        component,
        making.stream,
        'injects into a place that is not known',
        'Use request_parameter, header, body_data or body_json.',
      );
  }
}

export function nested(path: readonly string[], value: Json): JsonObject {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}
