import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectorFacts } from '../../../main/sources/connectors/connectorFacts.ts';
import { matcherOf, type Rate } from '../../../main/sources/connectors/limitFacts.ts';
import type { Manifest } from '../../../main/sources/declarative/component.ts';
import { readManifest } from '../../../main/sources/declarative/manifest/readManifest.ts';
import { openSource } from '../../../main/sources/declarative/streams/openSource.ts';
import { createHttp } from '../../../main/sources/http/createHttp.ts';
import type { Exchange, RateRule } from '../../../main/sources/http/http.ts';
import { httpPolicy } from '../../../main/sources/http/policy.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { OpenedSource } from '../../../main/sources/source.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';

const CONNECTORS = join(import.meta.dirname, '../../../resources/connectors');

/** What outlives an extraction: rate memory by bucket. Hand the same one in again to play a restart. */
export type Remembered = Map<string, unknown>;

export interface OpenedConnector {
  readonly source: OpenedSource;
  readonly manifest: Manifest;
  readonly facts: ConnectorFacts;
  /** What a person would have been told meanwhile. */
  readonly said: readonly string[];
  readonly exchanges: readonly Exchange[];
  /** Secrets exchanged for new ones, in order. */
  readonly kept: readonly { readonly path: string; readonly value: string }[];
  close(): Promise<void>;
}

interface Asked {
  readonly clock: VirtualClock;
  /** Of the loopback server, which takes the place of each of the vendor's origins in the file. */
  readonly origin: string;
  /** As the file has them: `https://api.vendor.com`. None where the address is in the config. */
  readonly vendor: readonly string[];
  readonly config: JsonObject;
  readonly remembered?: Remembered;
}

/** Opens `resources/connectors/<name>.yml` as a person's source would be, but with a loopback server for the vendor. */
export async function openConnector(name: string, asked: Asked): Promise<OpenedConnector> {
  const { clock, origin } = asked;
  const manifest = expectValue(readManifest(await connectorText(name, asked), `${name}.yml`));
  const facts = ConnectorFacts.parse(manifest.ours);
  const remembered = asked.remembered ?? new Map<string, unknown>();
  const exchanges: Exchange[] = [];
  const said: string[] = [];
  const kept: { path: string; value: string }[] = [];
  const http = createHttp(
    httpPolicy({
      plainHttp: true,
      privateHosts: [origin],
      userAgent: userAgentOf(facts, asked.config),
      rates: facts.http.rates.map((rate) => ruleOf(name, rate)),
    }),
    {
      clock,
      memory: {
        read: async (bucket) => remembered.get(bucket),
        write: async (bucket, value) => void remembered.set(bucket, value),
      },
      random: () => 0,
      trace: (exchange: Exchange) => void exchanges.push(exchange),
    },
  );
  const opened = openSource(manifest, asked.config, {
    http,
    clock,
    random: () => 0,
    async keepSecrets(values) {
      kept.push(...values.map(({ path, value }) => ({ path: path.join('.'), value })));
      return ok(undefined);
    },
    say: (message) => void said.push(message),
  });
  return {
    source: expectValue(opened),
    manifest,
    facts,
    said,
    exchanges,
    kept,
    close: () => http.close(),
  };
}

async function connectorText(name: string, { origin, vendor }: Asked): Promise<string> {
  let text = await readFile(join(CONNECTORS, `${name}.yml`), 'utf8');
  for (const address of vendor) {
    if (!text.includes(address)) throw new Error(`${name}.yml doesn't ask ${address}`);
    text = text.replaceAll(address, origin);
  }
  return text;
}

function userAgentOf(facts: ConnectorFacts, config: JsonObject): string {
  const note = facts.http.user_agent_note;
  if (note === undefined) return 'Leadline';
  const said = note.startsWith('config.') ? config[note.slice('config.'.length)] : note;
  return `Leadline (${String(said)})`;
}

function ruleOf(source: string, rate: Rate): RateRule {
  const told = { bucket: `${source}/${rate.name}`, matches: matcherOf(rate) };
  if ('refill' in rate)
    return { ...told, counts: 'bucket', rates: [{ calls: rate.burst, seconds: rate.burst / rate.refill }] };
  if ('per_day' in rate)
    return { ...told, counts: { day: rate.zone }, rates: [{ calls: rate.per_day, seconds: 86_400 }] };
  return { ...told, counts: 'window', rates: [{ calls: rate.calls, seconds: rate.seconds }] };
}

export function expectValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.next}`);
}
