import type { Component, Member } from '../component.ts';
import { isComponent } from '../component.ts';
import { wrongManifest } from './faults.ts';

/** Typed reading of a component's members, each refused with its place when it is something else. */
export function flag(component: Component, name: string, otherwise = false): boolean {
  const member = component.members[name];
  if (member === undefined || member === null) return otherwise;
  if (member === 'true' || member === 'false') return member === 'true';
  if (typeof member !== 'boolean') throw wrongManifest(component, `${name} must be true or false`);
  return member;
}

export function wholeNumber(component: Component, name: string): number | null {
  const member = component.members[name];
  if (member === undefined || member === null) return null;
  const number = typeof member === 'string' && /^\d+$/.test(member) ? Number(member) : member;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw wrongManifest(component, `${name} must be a whole number`);
  }
  return number;
}

export function words(component: Component, name: string): readonly string[] {
  return list(component, name).map((item) => word(component, name, item));
}

export function word(component: Component, name: string, item: Member | undefined): string {
  if (typeof item === 'number' || typeof item === 'bigint') return String(item);
  if (typeof item !== 'string') throw wrongManifest(component, `${name} must hold text`);
  return item;
}

export function list(component: Component, name: string): readonly Member[] {
  const member = component.members[name];
  if (member === undefined || member === null) return [];
  return Array.isArray(member) ? (member as readonly Member[]) : [member];
}

export function inner(component: Component, name: string): Component | null {
  const member = component.members[name];
  if (member === undefined || member === null) return null;
  if (!isComponent(member)) throw wrongManifest(component, `${name} must be a component`);
  return member;
}

export function needed(component: Component, name: string): Component {
  const found = inner(component, name);
  if (found === null) throw wrongManifest(component, `${name} is missing`);
  return found;
}

/** A component whose type may be left out, and was: its members, and the component to look templates up in. */
export function group(
  component: Component,
  name: string,
): { readonly of: Component; readonly members: Readonly<Record<string, Member>> } | null {
  const member = component.members[name];
  if (member === undefined || member === null) return null;
  if (isComponent(member)) return { of: member, members: member.members };
  if (typeof member !== 'object' || Array.isArray(member))
    throw wrongManifest(component, `${name} must be an object`);
  return { of: component, members: member as Readonly<Record<string, Member>> };
}
