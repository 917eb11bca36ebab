import type { Connector } from '../../sources/connectors/connector.ts';

export interface RangeMembers {
  /** Members of the config; null: the connector takes none. */
  readonly start: string | null;
  readonly end: string | null;
}

/** Where a connector takes the first and the last day from: what its streams say, or what such members are usually called. */
export function rangeMembers({ facts, manifest }: Pick<Connector, 'facts' | 'manifest'>): RangeMembers {
  const asked = Object.keys((manifest.spec.schema['properties'] ?? {}) as object);
  const said = Object.values(facts.streams);
  const usual = (name: string) => (asked.includes(name) ? name : null);
  return {
    start: said.find((one) => one.start)?.start ?? usual('start_date'),
    end: said.find((one) => one.end)?.end ?? usual('end_date'),
  };
}
