import type { Json, JsonObject } from '../../../json.ts';
import { Trouble } from '../../../trouble.ts';
import type { Component } from '../../component.ts';
import { wrongManifest } from '../../records/faults.ts';
import { needed } from '../../records/members.ts';
import type { Workshop } from '../making.ts';
import { unsupportedType } from '../unsupported.ts';
import { configValues } from './configValues.ts';
import { httpValues } from './httpValues.ts';
import { createMapping, type Mapping } from './mapping.ts';
import { parameterValues } from './parameterValues.ts';

/** What a template is filled with: one stream each. */
export interface Filling {
  readonly values: Json;
  readonly slice?: JsonObject;
}

type Source = (
  resolver: Component,
  workshop: Workshop,
  name: string,
) => (signal: AbortSignal) => AsyncIterable<Filling>;

const SOURCES: Readonly<Record<string, { readonly fillings: Source; readonly readsYaml: boolean }>> = {
  HttpComponentsResolver: { fillings: httpValues, readsYaml: false },
  ConfigComponentsResolver: { fillings: configValues, readsYaml: true },
  ParametrizedComponentsResolver: { fillings: parameterValues, readsYaml: true },
};

/** A vendor's list of its own tables is not without end, a mistaken one may be. */
const MOST_STREAMS = 5_000;

/** The streams of one DynamicDeclarativeStream, found by asking. */
export function dynamicStreams(
  component: Component,
  workshop: Workshop,
  name: string,
): (signal: AbortSignal) => Promise<readonly Component[]> {
  const resolver = needed(component, 'components_resolver');
  const template = needed(component, 'stream_template');
  const source = Object.hasOwn(SOURCES, resolver.type) ? SOURCES[resolver.type] : undefined;
  if (source === undefined) throw unsupportedType(name, resolver);
  const mapping: Mapping = createMapping(resolver, workshop, source.readsYaml);
  const fillings = source.fillings(resolver, workshop, name);
  return async (signal) => {
    const found = new Map<string, Component>();
    for await (const filling of fillings(signal)) {
      const made = await mapping(template, filling);
      const streamName = made.members['name'];
      if (typeof streamName !== 'string' || streamName === '')
        throw wrongManifest(component, 'its mapping gives no name to a stream');
      if (found.has(streamName)) throw twice(name, streamName);
      if (found.size >= MOST_STREAMS) throw tooMany(name);
      found.set(streamName, made);
    }
    return [...found.values()];
  };
}

function twice(name: string, stream: string): Trouble {
  return new Trouble('system', {
    code: 'SOURCE_FAILED',
    message: `${name}: two of the streams that were found are called ${stream}.`,
    next: 'Correct the settings or the manifest, so that each has a name of its own.',
    subject: name,
    retry: false,
  });
}

function tooMany(name: string): Trouble {
  return new Trouble('system', {
    code: 'SOURCE_FAILED',
    message: `${name}: more than ${MOST_STREAMS.toLocaleString('en-US')} streams were found.`,
    next: 'Ask the vendor for fewer, or correct what the manifest looks into.',
    subject: name,
    retry: false,
  });
}
