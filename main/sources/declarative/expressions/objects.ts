import { after, inOrder, type Later } from '../../../jinja/later.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Component, Member } from '../component.ts';
import type { Seen } from '../parts.ts';
import type { Compiled } from './expressions.ts';
import { plainMember, retyped, textOnly, textOrList } from './retyping.ts';
import { type Compiling, compileTemplate } from './template.ts';

/** Null: it is dropped where it is a member of an object. */
type Make = { readonly value: Json } | ((seen: Seen) => Later<Json>);

/**
 * An object of templates. What comes to nothing leaves its member out, and so does a null in a body that is retyped; a step
 * into nothing is nothing here (the dialect has no fallback for these that could fail).
 */
export function compileObject(
  member: Member | undefined,
  of: Component,
  compiling: Compiling,
  isRetyped: boolean,
): Compiled<JsonObject> {
  const make = compileJson(plainMember(member ?? {}), of, compiling, isRetyped);
  if ('value' in make) {
    const value = objectOrNone(make.value);
    return Object.assign(() => value, { constant: true });
  }
  return Object.assign((seen: Seen) => after(make(seen), objectOrNone), { constant: false });
}

function objectOrNone(value: Json): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function compileJson(json: Json, of: Component, compiling: Compiling, isRetyped: boolean): Make {
  if (typeof json === 'string') return compileText(json, of, compiling, isRetyped ? retyped : textOrList);
  if (typeof json !== 'object' || json === null) return { value: json };
  if (Array.isArray(json)) {
    const items = json.map((item: Json) => compileJson(item, of, compiling, isRetyped));
    return together(items, (values) => values);
  }
  const entries = Object.entries(json);
  const names = entries.map(([name]) => compileText(name, of, compiling, textOnly));
  const values = entries.map(([, value]) => compileJson(value, of, compiling, isRetyped));
  return together([...names, ...values], (made) =>
    Object.fromEntries(
      entries.flatMap((_, at) => {
        const name = made[at];
        const value = made[entries.length + at] ?? null;
        return name === null || name === undefined || value === null ? [] : [[String(name), value]];
      }),
    ),
  );
}

function compileText(text: string, of: Component, compiling: Compiling, read: (text: string) => Json): Make {
  const told = (rendered: string | undefined): Json =>
    rendered === undefined || rendered === '' ? null : read(rendered);
  const render = compileTemplate(text, of, compiling, 'is nothing');
  return render === null ? { value: told(text) } : (seen) => after(render(seen), told);
}

/** What is the same each time is worked out once. */
function together(makes: readonly Make[], join: (values: readonly Json[]) => Json): Make {
  if (makes.every((make) => 'value' in make)) return { value: join(makes.map((make) => make.value)) };
  return (seen) =>
    after(
      inOrder(makes, (make) => ('value' in make ? make.value : make(seen))),
      join,
    );
}
