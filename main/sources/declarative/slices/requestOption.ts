import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { Additions, Making } from '../parts.ts';
import { wrongManifest } from '../records/faults.ts';
import { pythonText } from '../records/pythonText.ts';

/** Where a value of a slice goes in a request. */
export interface Injection {
  /** Its names may be templates: they are evaluated once, before the first use. */
  ready(): Promise<void>;
  add(value: Json): Additions;
}

export const NOTHING: Additions = {};

/** Null: there is no such option. */
export function injection(member: Member | undefined, making: Making): Injection | null {
  if (!isComponent(member)) return null;
  const into = member.members['inject_into'];
  const names = namesOf(member).map((name) => making.expressions.text(name, member));
  let path: readonly string[] = [];
  return {
    async ready() {
      path = await Promise.all(names.map(async (name) => (name === null ? '' : await name({}))));
    },
    add(value) {
      const [name = ''] = path;
      switch (into) {
        case 'request_parameter':
          return { parameters: [[name, pythonText(value)]] };
        case 'header':
          return { headers: [[name, pythonText(value)]] };
        case 'body_data':
          return { bodyForm: [[name, pythonText(value)]] };
        case 'body_json':
          return { bodyJson: nested(path, value) };
        default:
          throw wrongManifest(
            member,
            'inject_into must be request_parameter, header, body_data or body_json',
          );
      }
    },
  };
}

function namesOf(option: Component): readonly Member[] {
  const path = option.members['field_path'];
  if (Array.isArray(path) && path.length > 0) return path as readonly Member[];
  const name = option.members['field_name'];
  if (typeof name !== 'string') throw wrongManifest(option, 'field_name is missing');
  return [name];
}

function nested(path: readonly string[], value: Json): JsonObject {
  const [name = '', ...rest] = path;
  return { [name]: rest.length === 0 ? value : nested(rest, value) };
}

/** Additions of several into one. Of parameters and headers of one name the first wins, as in the dialect. */
export function together(list: readonly Additions[]): Additions {
  const said = list.filter((one) => one !== NOTHING);
  if (said.length <= 1) return said[0] ?? NOTHING;
  const pairs = (of: 'parameters' | 'headers' | 'bodyForm') => {
    const found = new Map<string, string>();
    for (const one of said)
      for (const [name, value] of one[of] ?? []) if (!found.has(name)) found.set(name, value);
    return [...found];
  };
  const bodyJson = said.map((one) => one.bodyJson).filter((one) => one !== undefined);
  return {
    parameters: pairs('parameters'),
    headers: pairs('headers'),
    bodyForm: pairs('bodyForm'),
    ...(bodyJson.length === 0 ? {} : { bodyJson: bodyJson.reduceRight((all, one) => merge(all, one), {}) }),
  };
}

function merge(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const below = merged[name];
    merged[name] = isJsonObject(below) && isJsonObject(value) ? merge(below, value) : value;
  }
  return merged;
}
