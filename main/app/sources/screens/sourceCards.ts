import type { SourceCard, SourceDetail, StreamStanding } from '../../../../shared/contract/sources.ts';
import type { JobId } from '../../../../shared/domain/job.ts';
import { secretsOf } from '../../../sources/connectors/resolveConfig.ts';
import { type ConfigWritten, secretIn } from '../../../sources/connectors/sourceFile.ts';
import type { ExtractionLine } from '../../../sources/extract/extractionRecords.ts';
import type { QuotaUse } from '../../../sources/extract/quotas.ts';
import { rangeMembers } from '../rangeMembers.ts';
import type { SourceStanding } from '../sources.ts';
import { titleOf } from './connectorCards.ts';
import { onScreen } from './onScreen.ts';

/** How far each stream was read, in short. */
export type Cursors = ReadonlyMap<string, string | null>;

export function sourceCard(standing: SourceStanding, cursors: Cursors, running: JobId | null): SourceCard {
  const { name, connector, written, failure } = standing;
  return {
    name,
    connector: written?.connector ?? '',
    title: connector?.facts.title ?? written?.connector ?? '',
    problem: failure === null ? null : onScreen(failure),
    streams: streamsOf(standing, cursors),
    running,
  };
}

export function sourceDetail(
  standing: SourceStanding,
  cursors: Cursors,
  { running, quotas }: { readonly running: JobId | null; readonly quotas: readonly QuotaUse[] },
): SourceDetail {
  const config = standing.written?.config ?? {};
  return {
    ...sourceCard(standing, cursors, running),
    config: withoutSecrets(config) as SourceDetail['config'],
    kept: secretsOf(config)
      .filter(({ name }) => !standing.missing.includes(name))
      .map(({ path }) => [...path]),
    approved: standing.written?.approved !== undefined,
    file: standing.file,
    quotas: quotasOf(standing, quotas),
    range: rangeOf(standing),
  };
}

function rangeOf({ connector }: SourceStanding): SourceDetail['range'] {
  if (connector === null) return { from: false, to: false };
  const { start, end } = rangeMembers(connector);
  return { from: start !== null, to: end !== null };
}

function quotasOf({ connector }: SourceStanding, uses: readonly QuotaUse[]): SourceDetail['quotas'] {
  const spans = new Map(connector?.facts.quotas.map(({ name, within }) => [name, within]));
  return uses.flatMap(({ name, title, used, most, values }) => {
    const within = spans.get(name);
    return within === undefined ? [] : [{ title, used, most, within, values: [...values] }];
  });
}

/** Those of the connector's file, then those that were only found by asking. */
function streamsOf(
  { streams, last, connector, written }: SourceStanding,
  cursors: Cursors,
): StreamStanding[] {
  const lines = new Map(last.map((line) => [line.outcome.stream, line]));
  const known = streams.map(({ name, relation, chosen, syncModes, unsupported }): StreamStanding => {
    const title = titleOf(name, connector?.facts.streams[name]?.title);
    const incremental = syncModes.includes('incremental');
    const cursor = cursors.get(name) ?? null;
    const base = { name, title, relation, chosen, incremental, cursor };
    return { ...base, unsupported: [...(unsupported ?? [])], last: lastOf(lines.get(name)) };
  });
  const names = new Set(streams.map(({ name }) => name));
  const found = last.filter(({ outcome }) => !names.has(outcome.stream));
  return [
    ...known,
    ...found.map((line): StreamStanding => {
      const { stream: name, relation } = line.outcome;
      const cursor = cursors.get(name) ?? null;
      const chosen = written?.streams?.some((wish) => wish.name === name) ?? true;
      const base = { name, title: name, relation, chosen, incremental: cursor !== null, cursor };
      return { ...base, unsupported: [], last: lastOf(line) };
    }),
  ];
}

function lastOf(line: ExtractionLine | undefined): StreamStanding['last'] {
  if (line === undefined) return null;
  const { status, records, rows, rejected, requests, waitedMs, failures, warnings } = line.outcome;
  const counts = { records, rows, rejected, requests, waitedMs };
  return { status, at: line.endedAt, ...counts, failures: [...failures], warnings: [...warnings] };
}

function withoutSecrets(value: ConfigWritten): ConfigWritten {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  const members = Object.entries(value).filter(([, inner]) => secretIn(inner as ConfigWritten) === null);
  return Object.fromEntries(members.map(([name, inner]) => [name, withoutSecrets(inner as ConfigWritten)]));
}
