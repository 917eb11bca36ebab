import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConfig } from '../../../main/sources/connectors/checkConfig.ts';
import { readConnector } from '../../../main/sources/connectors/connector.ts';
import type { ConnectorFacts } from '../../../main/sources/connectors/connectorFacts.ts';
import { policyFor } from '../../../main/sources/connectors/httpFor.ts';
import type { ConfigWritten } from '../../../main/sources/connectors/sourceFile.ts';
import type { Manifest } from '../../../main/sources/declarative/component.ts';
import { openSource } from '../../../main/sources/declarative/streams/openSource.ts';
import { withQuotas } from '../../../main/sources/extract/quotas.ts';
import { createHttp } from '../../../main/sources/http/createHttp.ts';
import type { Exchange } from '../../../main/sources/http/http.ts';
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

/**
 * Opens `resources/connectors/<name>.yml` as a person's source would be, with its config held against its spec, its rates and its
 * quotas, but with a loopback server for the vendor.
 */
export async function openConnector(name: string, asked: Asked): Promise<OpenedConnector> {
  const { clock, origin, config } = asked;
  const text = await connectorText(name, asked);
  const { facts, manifest } = expectValue(
    readConnector(text, { name, file: `${name}.yml`, origin: 'shipped' }),
  );
  const [wrong] = checkConfig(manifest.spec.schema, config as ConfigWritten);
  if (wrong !== undefined) throw new Error(`The config of ${name} is wrong: ${wrong.message}`);
  const remembered = asked.remembered ?? new Map<string, unknown>();
  const memory = {
    read: async (bucket: string) => remembered.get(bucket),
    write: async (bucket: string, value: unknown) => void remembered.set(bucket, value),
  };
  const exchanges: Exchange[] = [];
  const said: string[] = [];
  const kept: { path: string; value: string }[] = [];
  const policy = policyFor(facts, { source: name, config, version: '1.0.0' });
  const transport = createHttp(
    { ...policy, plainHttp: true, privateHosts: [...policy.privateHosts, origin] },
    { clock, memory, trace: (exchange: Exchange) => void exchanges.push(exchange) },
  );
  const opened = openSource(manifest, config, {
    http: withQuotas(transport, name, facts.quotas, { memory, clock }),
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
    close: () => transport.close(),
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

export function expectValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.code}: ${result.failure.message} ${result.failure.next}`);
}
