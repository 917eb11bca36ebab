import type { StepOf } from '../../../../../shared/domain/pipeline/step.ts';
import type { Zone } from '../../../../../shared/domain/zone.ts';
import type { FailureCode } from '../../../../../shared/errors/failure.ts';
import type { StepCall, StepEnd, StepRunner } from '../../../../pipelines/run/runner.ts';
import type { Surroundings } from '../../../../pipelines/surroundings.ts';
import type { ExtractReport, StreamOutcome } from '../../../../sources/extract/extraction.ts';
import { extractSentence } from '../../../sources/extractSentence.ts';
import { rangeMembers } from '../../../sources/rangeMembers.ts';
import type { ExtractWish, Sources } from '../../../sources/sources.ts';
import { again, counted, failedWith, never, stopped } from '../ends.ts';
import { hostsOf } from './hostsOf.ts';

export interface ExtractStepOptions {
  readonly sources: () => Promise<Sources>;
  readonly surroundings: Pick<Surroundings, 'reachable'>;
  /** Of the workspace: in which the days of a backfill are told. */
  readonly zone: () => Zone;
}

type Call = StepCall<'extract'>;

/**
 * A source into RAW. What was read before a failure or a kill is kept with its state, so that every further try goes on
 * from there.
 */
export function createExtractStep(options: ExtractStepOptions): StepRunner<'extract'> {
  const { surroundings, zone } = options;

  async function run(call: Call): Promise<StepEnd> {
    const { step, signal } = call;
    const name = step.extract;
    const sources = await options.sources();
    if (step.required === false) {
      const waits = (await waitsFor(sources, name)) ?? (await outOfReach(sources, name, signal));
      if (waits !== null) return { is: 'skipped', told: waits };
    }
    const wish = await wishOf(call, sources, zone());
    const said = new Set<string>();
    const done = await sources.extract(name, wish, {
      signal,
      report(progress) {
        call.report(progress);
        // What is done at the moment, once each: pages are counted in the progress alone.
        const line = progress.step;
        if (said.size > 1_000 || said.has(line)) return;
        said.add(line);
        call.say(line);
      },
    });
    if (signal.aborted) return stopped(`Extracting ${name}`);
    if (!done.ok) {
      if (step.required === false && done.failure.code === 'SECRET_NOT_FOUND')
        return { is: 'skipped', told: done.failure.message };
      if (done.failure.code === 'SOURCE_UNREACHABLE') return unreachable(call, sources, done.failure);
      // Somebody extracts it by hand just now.
      return failedWith(done.failure.code === 'STORE_BUSY' ? again(done.failure) : done.failure);
    }
    for (const outcome of done.value.streams) tell(outcome, call.say);
    return endOf(call, sources, done.value);
  }

  async function endOf(call: Call, sources: Sources, report: ExtractReport): Promise<StepEnd> {
    const { streams } = report;
    const { message } = extractSentence(report);
    const failures = streams.filter(({ status }) => status === 'failed').flatMap((one) => one.failures);
    const [first] = failures;
    if (first === undefined) {
      if (streams.some(({ status }) => status === 'cancelled')) return stopped(`Extracting ${report.source}`);
      const read = streams.filter(({ status }) => status !== 'skipped');
      if (streams.length > 0 && read.length === 0) return { is: 'skipped', told: message };
      return {
        is: 'succeeded',
        told: message,
        rows: read.reduce((sum, { rows }) => sum + rows, 0),
        wrote: [...new Set(read.filter(({ loads }) => loads.length > 0).map(({ relation }) => relation))],
      };
    }
    const locked = failures.find(({ code }) => code === 'VAULT_LOCKED');
    if (locked !== undefined) return failedWith(locked);
    const lasting = failures.find(({ retry }) => !retry);
    const nothing = streams.every(({ rows, status }) => rows === 0 && status !== 'done');
    if (nothing && failures.every(({ code }) => code === 'SOURCE_UNREACHABLE'))
      return unreachable(call, sources, { ...first, message });
    return failedWith(
      lasting === undefined
        ? { ...again(first), message, subject: report.source }
        : { ...never(lasting), message, subject: report.source },
    );
  }

  /** What isn't required holds nothing up: neither its run nor what comes after it waits for a network. */
  async function outOfReach(sources: Sources, name: string, signal: AbortSignal): Promise<string | null> {
    const hosts = await hostsOf(sources, name);
    if (hosts.length === 0 || (await surroundings.reachable(hosts, signal))) return null;
    return awayFor(name);
  }

  /** Offline only where none of its hosts can be reached; a server that merely refuses is a failed try. */
  async function unreachable(
    { step, signal }: Call,
    sources: Sources,
    failure: Parameters<typeof failedWith>[0],
  ): Promise<StepEnd> {
    const name = step.extract;
    const hosts = await hostsOf(sources, name);
    if (hosts.length === 0 || (await surroundings.reachable(hosts, signal)) || signal.aborted)
      return failedWith(again(failure));
    return step.required === false
      ? { is: 'skipped', told: awayFor(name) }
      : { is: 'offline', hosts, told: `None of the hosts of ${name} can be reached.` };
  }

  return {
    async run(call) {
      return run(call);
    },
    hosts: async (step) => hostsOf(await options.sources(), step.extract),
    async writes(step) {
      const found = await (await options.sources()).source(step.extract);
      if (!found.ok) return [];
      const { streams } = step;
      return found.value.streams
        .filter(({ name, chosen }) => (streams === undefined ? chosen : streams.includes(name)))
        .map(({ relation }) => relation);
    },
  };
}

function awayFor(name: string): string {
  return `None of the hosts of ${name} can be reached, so it is passed over this time.`;
}

const WAITS: ReadonlySet<FailureCode> = new Set(['SOURCE_REFUSED', 'TERMS_REFUSED', 'SECRET_NOT_FOUND']);

/** What a person has still to enter before the source can be read; null when it can. */
async function waitsFor(sources: Sources, name: string): Promise<string | null> {
  const found = await sources.source(name);
  if (!found.ok || found.value.failure === null) return null;
  const { code, message, next } = found.value.failure;
  return WAITS.has(code) ? `${message} ${next}` : null;
}

async function wishOf({ step, run, say, attempt }: Call, sources: Sources, zone: Zone): Promise<ExtractWish> {
  const asked: ExtractWish = {
    attempt,
    ...(step.streams !== undefined && { streams: step.streams }),
    ...(step.full_refresh === true && { fullRefresh: true }),
    ...(step.allow_empty === true && { allowEmpty: true }),
  };
  if (run.kind !== 'backfill') return withRange(asked, step);
  const found = await sources.source(step.extract);
  const members = found.ok && found.value.connector !== null ? rangeMembers(found.value.connector) : null;
  if (members === null || members.start === null) {
    say(`${step.extract} takes no range of the past, so it is read from where it stands.`);
    return asked;
  }
  const from = dayIn(zone, Date.parse(run.interval.from));
  const to = dayIn(zone, Date.parse(run.interval.to));
  const range = { from, ...(members.end !== null && { to }) };
  say(`Reading ${range.to === undefined ? `from ${from} on` : `${from} to ${to}`} again, to merge it in.`);
  return { ...asked, fullRefresh: false, backfill: range };
}

function withRange(asked: ExtractWish, { from, to }: StepOf<'extract'>): ExtractWish {
  if (from === undefined) return asked;
  return { ...asked, fullRefresh: false, backfill: { from, ...(to !== undefined && { to }) } };
}

function tell(outcome: StreamOutcome, say: (line: string) => void): void {
  const { stream, relation, rows, records, rejected, status, warnings, failures, requests } = outcome;
  const parts = [
    counted(records, 'record'),
    `${counted(rows, 'row')} in ${relation}`,
    ...(rejected > 0 ? [`${counted(rejected, 'record')} in quarantine`] : []),
    counted(requests, 'request'),
  ];
  say(`${stream}: ${status}; ${parts.join(', ')}`);
  for (const warning of warnings) say(`${stream}: ${warning}`);
  for (const { message, next } of failures) say(`${stream}: ${message} ${next}`);
}

function dayIn(zone: Zone, at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}
