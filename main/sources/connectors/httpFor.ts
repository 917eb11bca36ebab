import type { Config } from '../host.ts';
import type { HttpPolicy, RateRule } from '../http/http.ts';
import { httpPolicy } from '../http/policy.ts';
import type { ConnectorFacts } from './connectorFacts.ts';
import { matcherOf, type Rate } from './limitFacts.ts';

/** How a source may be asked, from what its connector declares and the person entered. */
export function policyFor(
  facts: ConnectorFacts,
  told: { readonly source: string; readonly config: Config; readonly version: string },
): HttpPolicy {
  const { http } = facts;
  const own = http.own_address === undefined ? undefined : told.config[http.own_address];
  const address = typeof own === 'string' && URL.canParse(own) ? new URL(own) : null;
  return httpPolicy({
    plainHttp: http.plain_http || address?.protocol === 'http:',
    privateHosts: [...http.private_hosts, ...(address === null ? [] : [address.origin])],
    ...(http.most_bytes !== undefined && { mostBytes: http.most_bytes }),
    userAgent: userAgent(http.user_agent_note, told),
    rates: http.rates.map((rate) => ruleOf(told.source, rate)),
  });
}

/** Vendors such as Wikimedia want to know whom to write to. */
function userAgent(
  note: string | undefined,
  told: { readonly config: Config; readonly version: string },
): string {
  const name = `Leadline/${told.version}`;
  const said = note?.startsWith('config.') ? told.config[note.slice('config.'.length)] : note;
  if (typeof said !== 'string') return name;
  const plain = said.replace(/[^\x20-\x7e]|[()\\]/g, '').trim();
  return plain === '' ? name : `${name} (${plain})`;
}

export function ruleOf(source: string, rate: Rate): RateRule {
  const told = { bucket: `${source}/${rate.name}`, matches: matcherOf(rate) };
  if ('refill' in rate)
    return { ...told, counts: 'bucket', rates: [{ calls: rate.burst, seconds: rate.burst / rate.refill }] };
  if ('per_day' in rate)
    return { ...told, counts: { day: rate.zone }, rates: [{ calls: rate.per_day, seconds: 86_400 }] };
  return { ...told, counts: 'window', rates: [{ calls: rate.calls, seconds: rate.seconds }] };
}
