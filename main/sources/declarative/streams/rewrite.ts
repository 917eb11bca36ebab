import type { Json } from '../../json.ts';
import { type Component, isComponent, type Member } from '../component.ts';

type MemberObject = { readonly [name: string]: Member };

/** The same tree with each component replaced by what `change` makes of it, the innermost first. */
export function mapComponents(member: Member, change: (component: Component) => Component): Member {
  if (typeof member !== 'object' || member === null) return member;
  if (Array.isArray(member)) return (member as readonly Member[]).map((one) => mapComponents(one, change));
  if (!isComponent(member)) return mapObject(member as MemberObject, change);
  return change({ ...member, members: mapObject(member.members, change) });
}

function mapObject(object: MemberObject, change: (component: Component) => Component): MemberObject {
  return Object.fromEntries(Object.entries(object).map(([name, one]) => [name, mapComponents(one, change)]));
}

/**
 * A value set at every place a path leads to, in which `*` is any name or item. Null: it leads nowhere, and with `create` the
 * places on the way were made.
 */
export function setMember(
  member: Member,
  path: readonly string[],
  value: Json,
  create: boolean,
): Member | null {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof member !== 'object' || member === null) return null;
  if (Array.isArray(member)) return setItem(member as readonly Member[], step, rest, value, create);
  if (isComponent(member)) {
    if (step === '$parameters') return setParameter(member, rest, value);
    const members = setNamed(member.members, step, rest, value, create);
    return members === null ? null : { ...member, members };
  }
  return setNamed(member as MemberObject, step, rest, value, create);
}

function setNamed(
  object: MemberObject,
  step: string,
  rest: readonly string[],
  value: Json,
  create: boolean,
): MemberObject | null {
  const names = step === '*' ? Object.keys(object) : Object.hasOwn(object, step) ? [step] : [];
  const changed = names.flatMap((name): [string, Member][] => {
    const made = setMember(object[name] ?? null, rest, value, create);
    return made === null ? [] : [[name, made]];
  });
  if (changed.length > 0) return { ...object, ...Object.fromEntries(changed) };
  if (!create || step === '*' || names.length > 0) return null;
  return { ...object, [step]: rest.reduceRight<Json>((inner, name) => ({ [name]: inner }), value) };
}

function setItem(
  items: readonly Member[],
  step: string,
  rest: readonly string[],
  value: Json,
  create: boolean,
): readonly Member[] | null {
  let found = false;
  const changed = items.map((item, at) => {
    if (step !== '*' && step !== String(at)) return item;
    const made = setMember(item, rest, value, create);
    if (made === null) return item;
    found = true;
    return made;
  });
  return found ? changed : null;
}

/** A parameter of a component and of all in it that it was handed down to, with the members it fills. */
function setParameter(component: Component, path: readonly string[], value: Json): Component | null {
  const [name, ...rest] = path;
  if (name === undefined) return null;
  const before = component.parameters[name];
  const set = rest.length === 0 ? value : setMember(before ?? {}, rest, value, true);
  return mapComponents(component, (one) => {
    // What has one of its own keeps it.
    if (one.parameters[name] !== before) return one;
    const filled = before !== undefined && one.members[name] === before;
    return {
      ...one,
      parameters: { ...one.parameters, [name]: set as Json },
      members: filled ? { ...one.members, [name]: set } : one.members,
    };
  }) as Component;
}
