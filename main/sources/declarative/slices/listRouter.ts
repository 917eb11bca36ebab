import type { Json } from '../../json.ts';
import type { Component } from '../component.ts';
import type { Making, PartitionRouter } from '../parts.ts';
import { wrongManifest } from '../records/faults.ts';
import { injection, NOTHING } from './requestOption.ts';
import { truthy } from './truthy.ts';

/** ListPartitionRouter: a slice for each value of a list. */
export function listPartitionRouter(component: Component, making: Making): PartitionRouter {
  const listed = component.members['values'];
  const values = typeof listed === 'string' ? making.expressions.value(listed, component) : null;
  const field = making.expressions.text(component.members['cursor_field'], component);
  const option = injection(component.members['request_option'], making);
  let name = '';
  return {
    async ready() {
      await option?.ready();
      name = field === null ? '' : await field({});
      if (name === '') throw wrongManifest(component, 'cursor_field is missing');
    },
    async *slices() {
      await this.ready?.();
      const all = values === null ? listed : await values({});
      if (!Array.isArray(all)) throw wrongManifest(component, 'values must be a list');
      for (const value of all as readonly Json[])
        yield { partition: { [name]: value }, cursor: {}, extra: {} };
    },
    additions({ partition }) {
      const value = partition[name];
      return option !== null && truthy(value) ? option.add(value ?? null) : NOTHING;
    },
    parentState: () => null,
  };
}
