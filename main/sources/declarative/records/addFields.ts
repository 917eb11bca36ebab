import type { Json } from '../../json.ts';
import { type Component, isComponent, type Member } from '../component.ts';
import type { ValueKind } from '../expressions/expressions.ts';
import type { Making, Seen, Slice, Transformation } from '../parts.ts';
import { unexpected, wrongManifest } from './faults.ts';
import { type FieldPath, writeAt } from './fieldPath.ts';
import { list, word } from './members.ts';
import { copy, type Draft, put } from './ownField.ts';

type Work = (seen: Seen) => Json | Promise<Json>;

/** Fields written one after another: a later one sees what an earlier one wrote. */
export function addFields(component: Component, making: Making): Transformation {
  const fields = list(component, 'fields').map((member) => fieldOf(member, component, making));
  const wanted =
    typeof component.members['condition'] === 'string' && component.members['condition'] !== ''
      ? making.expressions.condition(component.members['condition'], component)
      : null;

  const write = (record: Draft, path: FieldPath, value: Json) => {
    const written = typeof value === 'object' ? copy(value) : value;
    if (path.length === 1) put(record, path[0] ?? '', written);
    else if (!writeAt(record, path, written)) {
      throw unexpected(making.stream, `a record holds no object at ${path.join('/')} to add a field to`);
    }
  };
  const one = (field: Field, record: Draft, seen: Seen): Promise<void> | undefined => {
    const value = field.value(seen);
    if (value instanceof Promise || wanted !== null) return slowly(field, record, seen, value);
    write(record, field.path, value);
    return undefined;
  };
  const slowly = async (field: Field, record: Draft, seen: Seen, value: Json | Promise<Json>) => {
    const now = await value;
    const more = { value: now, path: field.path };
    if (wanted === null || (await wanted({ ...seen, more }))) write(record, field.path, now);
  };
  const from = async (first: Promise<void>, next: number, record: Draft, seen: Seen) => {
    await first;
    for (const field of fields.slice(next)) await one(field, record, seen);
  };
  return {
    apply(record: Draft, slice: Slice) {
      const seen = { record, slice };
      for (const [index, field] of fields.entries()) {
        const later = one(field, record, seen);
        if (later !== undefined) return from(later, index + 1, record, seen);
      }
      return undefined;
    },
  };
}

interface Field {
  readonly path: FieldPath;
  readonly value: Work;
}

/** Members with a default type may come as a component or as the plain object they were written as. */
function fieldOf(member: Member, of: Component, making: Making): Field {
  const members = isComponent(member) ? member.members : (member as Readonly<Record<string, Member>>);
  const owner = isComponent(member) ? member : of;
  const path = members['path'];
  if (!Array.isArray(path) || path.length === 0)
    throw wrongManifest(owner, 'path must name at least one field');
  return {
    path: (path as readonly Member[]).map((step) => word(owner, 'path', step)),
    value: typed(members['value'], members['value_type'], owner, making),
  };
}

/** With a type, what was read as a literal counts only where it is of that type; otherwise the text as rendered. */
function typed(value: Member | undefined, type: Member | undefined, of: Component, making: Making): Work {
  if (type === undefined || type === null) return making.expressions.value(value, of);
  const kind = KINDS.find((one) => one === type);
  if (kind === undefined) throw wrongManifest(of, `value_type ${String(type)} is none of the dialect's`);
  return making.expressions.value(value, of, kind);
}

const KINDS: readonly ValueKind[] = ['string', 'number', 'integer', 'boolean'];
