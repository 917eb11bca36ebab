import type { Failure } from '../../../shared/errors/failure.ts';
import type { JsonObject } from '../../../main/sources/json.ts';
import type { OpenedSource } from '../../../main/sources/source.ts';
import type { TroubleKind } from '../../../main/sources/trouble.ts';
import type { Outcome } from '../kind.ts';
import { formatBigJson, parseBigJson } from './bigJson.ts';
import { compareFacts } from './compareFacts.ts';
import { compareErrors, compareStream, type ReadStream } from './compareRead.ts';
import { compareRequests } from './compareRequests.ts';
import { BASE, type Operation, type Scenario } from './scenario.ts';
import { type ScriptedServer, startScriptedServer } from './scriptedServer.ts';
import { createVirtualClock } from './virtualClock.ts';
import { openWorld } from './world.ts';

/** A template or a pager without an end must not hold the rest up. */
const LONGEST = 30_000;

const KINDS: Readonly<Record<TroubleKind, string>> = {
  config: 'config_error',
  system: 'system_error',
  transient: 'transient_error',
  unsupported: 'unsupported',
  loop: 'pagination_loop',
};

export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const server = await startScriptedServer(scenario.server);
  try {
    const reasons: string[] = [];
    for (const operation of scenario.operations)
      reasons.push(...(await runOperation(scenario, operation, server)));
    const spoilt = Object.keys(Object.prototype);
    if (spoilt.length > 0) reasons.push(`Object.prototype was given ${spoilt.join(', ')}`);
    return reasons.length === 0 ? { passed: true } : { passed: false, reasons };
  } finally {
    await server.stop();
  }
}

async function runOperation(
  scenario: Scenario,
  operation: Operation,
  server: ScriptedServer,
): Promise<string[]> {
  const clock = createVirtualClock(scenario.clock);
  server.begin(clock);
  const expected = scenario.expected[operation];
  if (expected === undefined) return [`nothing is expected of ${operation}`];
  const world = openWorld(scenario, server.origin, clock);
  if (!world.ok) return refusal(operation, expected, world.failure);
  const faults: string[] = [];
  try {
    if (operation === 'check') faults.push(...(await check(scenario, world.value.source)));
    else if (operation === 'discover') faults.push(...(await discover(scenario, world.value.source)));
    else faults.push(...(await read(scenario, world.value.source, server.origin)));
  } finally {
    await world.value.close();
  }
  if (expected.refused === true) faults.push('was to be refused');
  const { policy } = scenario.expected;
  faults.push(
    ...compareRequests(
      expected.requests ?? [],
      server.requests,
      scenario.compare,
      { noRequestsTo: policy?.no_requests_to ?? [], maxRequests: policy?.max_requests ?? {} },
      operation === 'read' ? scenario.expected.read?.total_wait_s : undefined,
    ),
  );
  return faults.map((fault) => `${operation}: ${fault}`);
}

function refusal(
  operation: Operation,
  expected: { refused?: true; errors?: Parameters<typeof compareErrors>[0] },
  failure: Failure,
): string[] {
  if (expected.refused !== true) return [`${operation}: the source can't be opened: ${failure.message}`];
  return compareErrors(
    expected.errors ?? [],
    (expected.errors ?? []).map(({ kind }) => ({ kind, message: failure.message })),
  );
}

async function check({ expected }: Scenario, source: OpenedSource): Promise<string[]> {
  const result = await source.check(AbortSignal.timeout(LONGEST));
  const status = result.ok ? 'SUCCEEDED' : 'FAILED';
  return status === expected.check?.status
    ? []
    : [`expected ${expected.check?.status}, got ${status}${result.ok ? '' : `: ${result.failure.message}`}`];
}

async function discover({ expected }: Scenario, source: OpenedSource): Promise<string[]> {
  const result = await source.discover(AbortSignal.timeout(LONGEST));
  if (!result.ok) return [`failed: ${result.failure.message}`];
  const excused = new Set((expected.policy?.errors ?? []).flatMap(({ stream }) => stream ?? []));
  return compareFacts(expected.discover?.streams ?? [], result.value, excused);
}

async function read(scenario: Scenario, source: OpenedSource, origin: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { stream, sync_mode } of scenario.catalog) {
    const actual = await readStream(source, stream, sync_mode, scenario.states[stream] ?? null, origin);
    const expected = scenario.expected.read?.streams?.[stream];
    const found =
      expected === undefined
        ? ['nothing is expected of it']
        : compareStream(expected, actual, scenario.compare);
    faults.push(...found.map((fault) => `${stream}: ${fault}`));
  }
  return faults;
}

async function readStream(
  source: OpenedSource,
  stream: string,
  mode: 'full_refresh' | 'incremental',
  state: JsonObject | null,
  origin: string,
): Promise<ReadStream> {
  const records: JsonObject[] = [];
  let last: JsonObject | null = null;
  const events = source.read(stream, {
    mode,
    state: state === null ? null : { stream: state },
    signal: AbortSignal.timeout(LONGEST),
  });
  for (;;) {
    const { done, value } = await events.next();
    if (done === true)
      return {
        status: value.status === 'complete' ? 'COMPLETE' : 'INCOMPLETE',
        records: neutral(records, origin),
        state: neutral(last, origin),
        errors: value.troubles.map(({ kind, failure }) => ({
          kind: KINDS[kind],
          message: failure.message.replaceAll(origin, BASE),
        })),
      };
    if (value.kind === 'records') records.push(...value.records);
    else if (value.kind === 'state') last = value.state.stream;
  }
}

function neutral<T extends JsonObject[] | JsonObject | null>(value: T, origin: string): T {
  return parseBigJson(formatBigJson(value).replaceAll(origin, BASE)) as T;
}
