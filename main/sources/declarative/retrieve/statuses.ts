import type { Component } from '../component.ts';
import { wrongManifest } from '../records/faults.ts';
import { group, words } from '../records/members.ts';

export type Status = 'running' | 'completed' | 'failed' | 'timeout' | 'skipped';

/** `status_mapping`: what the vendor's words mean. */
export function statuses(component: Component): ReadonlyMap<string, Status> {
  const mapping = group(component, 'status_mapping');
  if (mapping === null) throw wrongManifest(component, 'status_mapping is missing');
  const meaning = new Map<string, Status>();
  for (const status of ['running', 'completed', 'failed', 'timeout', 'skipped'] as const) {
    for (const said of words({ ...mapping.of, members: mapping.members }, status)) {
      if (meaning.has(said)) throw wrongManifest(component, `status_mapping has "${said}" twice`);
      meaning.set(said, status);
    }
  }
  return meaning;
}
