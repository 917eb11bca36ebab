import type { RelationName } from '../../../shared/domain/relation.ts';
import { type Failure, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Loads } from '../../warehouse/loads.ts';
import type { SourceClock } from '../clock.ts';
import type { StreamFacts } from '../source.ts';
import type { ExtractOptions, ExtractReport, ReadySource, StreamOutcome } from './extraction.ts';
import type { ExtractionRecords } from './extractionRecords.ts';
import { extractStream } from './extractStream.ts';
import { stripFor } from './neverStored.ts';
import { relationOf } from './relationOf.ts';
import type { SourceWatch } from './sourceWatch.ts';
import { createSpool, sweepSpools } from './spool.ts';
import type { States } from './states.ts';
import { planStream } from './streamPlan.ts';

export interface ExtractSurroundings {
  readonly loads: Loads;
  readonly states: States;
  readonly records: ExtractionRecords;
  readonly watch: SourceWatch;
  readonly clock: SourceClock;
  readonly newId: () => string;
  /** Where records wait to be committed; inside the workspace's own data. */
  readonly spoolFolder: string;
  readonly zone: string;
}

/** The streams of a source, one after the other. What fails in one is told of that one. */
export async function extract(
  source: ReadySource,
  options: ExtractOptions,
  around: ExtractSurroundings,
): Promise<Result<ExtractReport>> {
  const allowed = checkTerms(source);
  if (!allowed.ok) return allowed;
  const chosen = await chooseStreams(source, options);
  if (!chosen.ok) return chosen;
  await sweepSpools(around.spoolFolder, source.name);
  const id = around.newId();
  const startedAt = timeOf(around.clock);
  const outcomes: StreamOutcome[] = [];
  for (const { name, facts } of chosen.value) {
    if (options.work.signal.aborted) break;
    const begun = timeOf(around.clock);
    const outcome = await one(name, facts, source, options, around);
    outcomes.push(outcome);
    const line = { id, kind: options.backfill ? 'backfill' : 'extraction', source: source.name } as const;
    const noted = await around.records.add({
      ...line,
      startedAt: begun,
      endedAt: timeOf(around.clock),
      outcome,
    });
    if (!noted.ok) return noted;
  }
  return ok({ id, source: source.name, startedAt, endedAt: timeOf(around.clock), streams: outcomes });
}

/** Nothing is read from a vendor whose terms ask for a grant, until the person says that there is one. */
export function checkTerms({
  name,
  file,
  facts,
}: Pick<ReadySource, 'name' | 'file' | 'facts'>): Result<void> {
  const needed = facts.terms.approval_needed;
  if (needed === undefined || file.approved !== undefined) return ok(undefined);
  return fail('TERMS_REFUSED', {
    message: `${facts.title} may be read only with an approval: ${needed}`,
    next: `When you have it, say so in sources/${name}.yml with the day, like “approved: 2026-01-31”.`,
    subject: name,
  });
}

interface Chosen {
  readonly name: string;
  /** Null: there is no such stream. */
  readonly facts: StreamFacts | null;
}

async function chooseStreams(
  source: ReadySource,
  { streams, work }: ExtractOptions,
): Promise<Result<Chosen[]>> {
  const wanted = streams ?? source.file.streams?.map(({ name }) => name);
  let known = source.opened.streams;
  const missing = wanted?.some((name) => !known.some((one) => one.name === name)) ?? true;
  if (missing && source.dynamic) {
    const found = await source.opened.discover(work.signal);
    // Dynamic streams can't be told then; the static ones still run.
    if (found.ok) known = found.value;
    else if (known.length === 0) return found;
  }
  if (wanted === undefined) return ok(known.map((facts) => ({ name: facts.name, facts })));
  return ok(wanted.map((name) => ({ name, facts: known.find((one) => one.name === name) ?? null })));
}

async function one(
  name: string,
  facts: StreamFacts | null,
  source: ReadySource,
  options: ExtractOptions,
  around: ExtractSurroundings,
): Promise<StreamOutcome> {
  const relation = relationOf(source.name, name);
  if (facts === null) return notRead(name, relation, 'failed', unknownStream(name, source));
  if (facts.unsupported !== undefined && facts.unsupported.length > 0)
    return notRead(name, relation, 'skipped', unsupported(facts));
  const plan = planStream({
    source: source.name,
    relation,
    facts,
    extras: source.facts.streams[name],
    wish: source.file.streams?.find((wish) => wish.name === name),
    contract: source.file.contract,
    fullRefresh: options.fullRefresh === true,
    backfill: options.backfill === true,
  });
  if (!plan.ok) return notRead(name, relation, 'failed', plan.failure);
  const outcome = await extractStream(
    plan.value,
    source.opened,
    {
      loads: around.loads,
      states: around.states,
      spool: createSpool(around.spoolFolder, `${source.name}~${around.newId()}`),
      clock: around.clock,
      newId: around.newId,
      strip: stripFor(name, source.facts.terms.never_stored),
      today: () => dayIn(source.facts.zone ?? around.zone, around.clock.now()),
      hadRows: () => hadRows(around.loads, source.name, name, relation),
    },
    options,
  );
  const said = around.watch.drain();
  const failures = around.watch.scrub(outcome.failures);
  return { ...outcome, ...around.watch.requests(name), failures, warnings: [...outcome.warnings, ...said] };
}

async function hadRows(
  loads: Loads,
  source: string,
  stream: string,
  relation: RelationName,
): Promise<Result<boolean>> {
  const listed = await loads.ledger({ relation, skip: 0, take: 100 });
  if (!listed.ok) return listed;
  return ok(listed.value.some((one) => one.source === source && one.stream === stream && one.rows > 0));
}

function notRead(
  stream: string,
  relation: RelationName,
  status: 'failed' | 'skipped',
  failure: Failure,
): StreamOutcome {
  const none = { records: 0, rows: 0, rejected: 0, superseded: 0, requests: 0, waitedMs: 0 };
  return { stream, relation, status, ...none, loads: [], failures: [failure], warnings: [] };
}

function unknownStream(stream: string, { name, opened }: ReadySource): Failure {
  return fail('SOURCE_UNKNOWN', {
    message: `${name} has no stream ${stream}.`,
    next: `It has ${opened.streams.map((one) => one.name).join(', ') || 'none that is known beforehand'}.`,
    subject: `${name}.${stream}`,
  }).failure;
}

export function unsupported({ name, unsupported: parts = [] }: StreamFacts): Failure {
  const why = parts.map(({ component, reason }) => `${component} (${reason})`).join('; ');
  return fail('STREAM_UNSUPPORTED', {
    message: `${name} can't run here: ${why}.`,
    next: 'The other streams of the source run. Leave this one out, or bring a connector file that does without it.',
    subject: name,
  }).failure;
}

function timeOf(clock: SourceClock): string {
  return new Date(clock.now()).toISOString();
}

function dayIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}
