import type { Json, JsonObject } from '../../json.ts';
import { type Component, isComponent } from '../component.ts';
import type { Additions, Making, ParentStream, PartitionRouter, Slice } from '../parts.ts';
import { unsupported, wrongManifest } from '../records/faults.ts';
import { flag, list, needed } from '../records/members.ts';
import { pathValue } from './pathValue.ts';
import { injection, NOTHING, together } from './requestOption.ts';
import { truthy } from './truthy.ts';

interface Parent {
  readonly stream: ParentStream;
  readonly incremental: boolean;
  readonly field: string;
  ready(): Promise<void>;
  slices(signal: AbortSignal, state: JsonObject | null): AsyncGenerator<Slice>;
  additions(slice: Slice): Additions;
}

/** SubstreamPartitionRouter: a slice for each record of one parent stream after another, read as the slices are asked for. */
export function substreamPartitionRouter(component: Component, making: Making): PartitionRouter {
  const parents = list(component, 'parent_stream_configs').map((config) => {
    if (!isComponent(config)) throw wrongManifest(component, 'parent_stream_configs must hold components');
    return parentOf(config, making);
  });
  if (parents.length === 0) throw wrongManifest(component, 'parent_stream_configs is missing');
  const incremental = parents.filter((parent) => parent.incremental);
  return {
    async ready() {
      await Promise.all(parents.map((parent) => parent.ready()));
    },
    async *slices(signal, state) {
      await this.ready?.();
      for (const parent of parents) yield* parent.slices(signal, state);
    },
    additions: (slice) => together(parents.map((parent) => parent.additions(slice))),
    parentState() {
      const states: Record<string, Json> = {};
      for (const { stream } of incremental) states[stream.name] = stream.state() ?? {};
      return states;
    },
  };
}

function parentOf(config: Component, making: Making): Parent {
  const { members } = config;
  if (list(config, 'lazy_read_pointer').length > 0)
    throw unsupported(
      config,
      'records of a child that come with their parent (lazy_read_pointer) are not read',
    );
  const stream = making.openStream(needed(config, 'stream'));
  const key = making.expressions.text(members['parent_key'], config);
  const partitionField = making.expressions.text(members['partition_field'], config);
  const option = injection(members['request_option'], making);
  const extraPaths = list(config, 'extra_fields').map((path) =>
    (Array.isArray(path) ? path : [path]).map((step) => making.expressions.text(step, config)),
  );
  const incremental = flag(config, 'incremental_dependency');
  let path: readonly string[] = [];
  let field = '';
  let extras: readonly (readonly string[])[] = [];
  return {
    stream,
    incremental,
    get field() {
      return field;
    },
    async ready() {
      await option?.ready();
      field = partitionField === null ? '' : await partitionField({});
      const keyed = key === null ? '' : await key({});
      if (field === '' || keyed === '')
        throw wrongManifest(config, 'parent_key and partition_field are needed');
      path = keyed.split('/').filter((step) => step !== '');
      extras = await Promise.all(
        extraPaths.map((steps) => Promise.all(steps.map(async (step) => (step === null ? '' : step({}))))),
      );
    },
    async *slices(signal, state) {
      const from = incremental ? parentStateIn(state, stream.name) : null;
      for await (const { record, slice } of stream.read(signal, from === null ? null : { stream: from })) {
        const value = pathValue(record, path);
        if (value === undefined) continue;
        const extra: Record<string, Json> = {};
        for (const steps of extras) extra[steps.join('.')] = pathValue(record, steps) ?? null;
        yield { partition: { [field]: value, parent_slice: slice.partition }, cursor: {}, extra };
      }
    },
    additions({ partition }) {
      const value = partition[field];
      return option !== null && truthy(value) ? option.add(value ?? null) : NOTHING;
    },
  };
}

/** In a child's state, or for a child that has never been read with its parent the state of the child itself. */
function parentStateIn(state: JsonObject | null, parent: string): JsonObject | null {
  const found = objectIn(objectIn(state, 'parent_state'), parent) ?? objectIn(state, 'state');
  if (found !== null || state === null || state['states'] !== undefined) return found;
  return state['parent_state'] === undefined ? state : null;
}

function objectIn(value: JsonObject | null, name: string): JsonObject | null {
  const found = value !== null && Object.hasOwn(value, name) ? value[name] : null;
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as JsonObject) : null;
}
