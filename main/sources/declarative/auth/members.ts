import { isComponent, type Member } from '../component.ts';

/** The members of a part that manifests write with or without a type. */
export function membersOf(member: Member | undefined): Readonly<Record<string, Member>> {
  if (isComponent(member)) return member.members;
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return {};
  return member as Readonly<Record<string, Member>>;
}

export function textsIn(member: Member | undefined, otherwise: readonly string[] = []): readonly string[] {
  return Array.isArray(member) ? member.map(String) : otherwise;
}
