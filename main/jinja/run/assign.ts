import { iterable } from '../python/sequence.ts';
import { typeName } from '../python/typeName.ts';
import type { Target } from '../syntax/nodes.ts';
import { Fault, typeError, valueError } from '../templateError.ts';
import { HostObject, type Value } from '../value.ts';
import { type Frame, resolve } from './frame.ts';

/** Gives a value to what stands left of the `=`, taken apart where several names stand there. */
export function assign(target: Target, value: Value, frame: Frame): void {
  if (target.kind === 'name') {
    frame.scope.set(target.name, value);
    if (frame.module !== null && !target.name.startsWith('_')) frame.module.exported.add(target.name);
    return;
  }
  if (target.kind === 'attribute') {
    assignAttribute(resolve(frame, target.name), target.attribute, value);
    return;
  }
  const { items } = target;
  const parts = unpack(value, items.length);
  for (const [index, item] of items.entries()) assign(item, parts[index] ?? null, frame);
}

/** The names whose attributes are set. */
export function attributesIn(target: Target): string[] {
  if (target.kind === 'tuple') return target.items.flatMap(attributesIn);
  return target.kind === 'attribute' ? [target.name] : [];
}

export function mayAssign(frame: Frame, name: string): boolean {
  const owner = resolve(frame, name);
  return owner instanceof HostObject && owner.assign !== undefined;
}

function assignAttribute(owner: Value, attribute: string, value: Value): void {
  if (!(owner instanceof HostObject) || owner.assign === undefined)
    throw new Fault('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
  owner.assign(attribute, value);
}

function unpack(value: Value, count: number): readonly Value[] {
  const values = iterable(value);
  if (values === undefined) throw typeError(`cannot unpack non-iterable ${typeName(value)} object`);
  const parts: Value[] = [];
  for (const part of values) {
    if (parts.length === count) throw valueError(`too many values to unpack (expected ${count})`);
    parts.push(part);
  }
  if (parts.length < count)
    throw valueError(`not enough values to unpack (expected ${count}, got ${parts.length})`);
  return parts;
}
