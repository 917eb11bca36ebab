import type { Rotation } from '../../shared/contract/vault.ts';
import { EVERY_WORKSPACE } from './history.ts';

/** Under what name a backend keeps a workspace's secrets. */
const SERVICE = 'leadline:';

export function serviceOf(workspace: string): string {
  return `${SERVICE}${workspace}`;
}

export function workspaceOf(service: string): string {
  return service.startsWith(SERVICE) ? service.slice(SERVICE.length) : EVERY_WORKSPACE;
}

/** From the newest-first history: when each name was last given a value. */
export function lastChanges(rotations: readonly Rotation[]): Map<string, string> {
  const given = rotations.filter(({ action }) => action === 'set' || action === 'replaced');
  return new Map(given.reverse().map(({ name, at }) => [name, at]));
}
