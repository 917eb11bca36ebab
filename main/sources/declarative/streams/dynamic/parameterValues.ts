import type { Json } from '../../../json.ts';
import type { Component } from '../../component.ts';
import { wrongManifest } from '../../records/faults.ts';
import { group } from '../../records/members.ts';
import type { Filling } from './resolver.ts';

/** ParametrizedComponentsResolver: what the manifest itself lists for each stream. */
export function parameterValues(resolver: Component): (signal: AbortSignal) => AsyncIterable<Filling> {
  const listed = group(resolver, 'stream_parameters')?.members['list_of_parameters_for_stream'];
  if (!Array.isArray(listed)) throw wrongManifest(resolver, 'list_of_parameters_for_stream must be a list');
  return async function* () {
    for (const values of listed as readonly Json[]) yield { values };
  };
}
