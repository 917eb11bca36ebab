import { httpPolicy } from '../../../main/sources/http/policy.ts';
import { createHttp } from '../../../main/sources/http/createHttp.ts';
import { openSource } from '../../../main/sources/declarative/streams/openSource.ts';
import { readManifest } from '../../../main/sources/declarative/manifest/readManifest.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { OpenedSource } from '../../../main/sources/source.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { parseBigJson } from './bigJson.ts';
import { BASE, type Scenario } from './scenario.ts';
import type { VirtualClock } from './virtualClock.ts';

export interface World {
  readonly source: OpenedSource;
  close(): Promise<void>;
}

/** A scenario's source, opened anew: nothing is kept from the operation before. */
export function openWorld(scenario: Scenario, origin: string, clock: VirtualClock): Result<World> {
  const manifest = readManifest(scenario.manifest, scenario.name);
  if (!manifest.ok) return manifest;
  const config = parseBigJson(scenario.config.replaceAll(BASE, origin)) as JsonObject;
  const remembered = new Map<string, unknown>();
  const http = createHttp(
    httpPolicy({ userAgent: 'Leadline', plainHttp: true, privateHosts: [origin] }),
    {
      clock,
      memory: {
        read: async (bucket) => remembered.get(bucket),
        write: async (bucket, value) => void remembered.set(bucket, value),
      },
    },
  );
  const source = openSource(manifest.value, config, {
    http,
    clock,
    random: () => 0,
    keepSecrets: async () => ok(undefined),
    say: () => undefined,
  });
  return source.ok ? ok({ source: source.value, close: () => http.close() }) : source;
}
