import type { HostPort } from '../../../../pipelines/surroundings.ts';
import type { Connector } from '../../../../sources/connectors/connector.ts';
import type { Sources } from '../../../sources/sources.ts';

const MOST = 5;

/**
 * Whom a source talks to: the addresses its connector writes out, those its config names, and whom it asked the last time.
 * Empty where none of that is known.
 */
export async function hostsOf(sources: Sources, name: string): Promise<HostPort[]> {
  const found = await sources.source(name);
  if (!found.ok) return [];
  const { connector, written } = found.value;
  const trace = await sources.trace(name);
  const asked = trace.ok ? trace.value.map(({ url }) => url) : [];
  const said = connector === null ? [] : addressesIn(connector);
  const own = addressesOfConfig(connector, written?.config ?? {});
  const hosts = new Map<string, HostPort>();
  for (const address of [...own, ...said, ...asked.reverse()]) {
    const host = hostOf(address);
    if (host !== null && hosts.size < MOST) hosts.set(`${host.host}:${host.port}`, host);
  }
  return [...hosts.values()];
}

function addressesOfConfig(connector: Connector | null, config: Readonly<Record<string, unknown>>): string[] {
  const own = connector?.facts.http.own_address;
  const value = own === undefined ? undefined : config[own];
  return typeof value === 'string' ? [value] : [];
}

/** Those without a template in their host. */
function addressesIn({ manifest }: Connector): string[] {
  const found: string[] = [];
  const seen = new Set<object>();
  const look = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      if (/^(?:url_base|url|token_refresh_endpoint|login_url)$/.test(name)) found.push(value);
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const [key, one] of Object.entries(value)) look(one, Array.isArray(value) ? name : key);
    }
  };
  look(manifest.streams, '');
  return found;
}

function hostOf(address: string): HostPort | null {
  const parts = /^(https?):\/\/([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?(?:[/?#]|$)/.exec(address);
  if (parts === null) return null;
  const [, scheme, host = '', port] = parts;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port),
  };
}
