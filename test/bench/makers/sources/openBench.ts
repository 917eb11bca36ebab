import { readManifest } from '../../../../main/sources/declarative/manifest/readManifest.ts';
import { openSource } from '../../../../main/sources/declarative/streams/openSource.ts';
import { createHttp } from '../../../../main/sources/http/createHttp.ts';
import { httpPolicy } from '../../../../main/sources/http/policy.ts';
import type { OpenedSource } from '../../../../main/sources/source.ts';
import { ok, type Result } from '../../../../shared/errors/failure.ts';

export interface BenchSource {
  readonly source: OpenedSource;
  close(): Promise<void>;
}

export function openBenchSource(manifest: string, origin: string): BenchSource {
  const clock = {
    now: () => Date.now(),
    wait: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  };
  const http = createHttp(httpPolicy({ userAgent: 'Leadline', plainHttp: true, privateHosts: [origin] }), {
    clock,
    memory: { read: async () => undefined, write: async () => undefined },
  });
  const config = { base_url: origin, start_date: '2024-01-01', shop: 'main', token: 'none' };
  const source = expectValue(
    openSource(expectValue(readManifest(manifest, 'bench.yml')), config, {
      http,
      clock,
      random: Math.random,
      keepSecrets: async () => ok(undefined),
      say: () => undefined,
    }),
  );
  return { source, close: () => http.close() };
}

/** Reads all of a stream; `page` is told how many came so far. */
export async function readAll(
  { source }: BenchSource,
  stream: string,
  page: (records: number) => void = () => undefined,
): Promise<number> {
  const signal = AbortSignal.timeout(600_000);
  const events = source.read(stream, { mode: 'incremental', state: null, signal });
  let records = 0;
  for (;;) {
    const { done, value } = await events.next();
    if (done === true) {
      if (value.status !== 'complete') throw new Error(value.troubles[0]?.failure.message ?? 'incomplete');
      return records;
    }
    if (value.kind !== 'records') continue;
    records += value.records.length;
    page(records);
  }
}

function expectValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.failure.message} ${result.failure.next}`);
}
