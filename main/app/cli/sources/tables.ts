import type { Gallery } from '../../../sources/connectors/readConnectors.ts';
import type { StreamOutcome } from '../../../sources/extract/extraction.ts';
import type { Exchange } from '../../../sources/http/http.ts';
import type { JsonObject } from '../../../sources/json.ts';
import type { StreamFacts } from '../../../sources/source.ts';
import type { SourceStanding } from '../../sources/sources.ts';
import { countText, textTable } from '../textTable.ts';

export function galleryTable({ connectors, broken }: Gallery): string {
  const rows = connectors.map(({ name, facts, origin }) => [
    name,
    facts.title,
    facts.keyless ? 'no' : 'yes',
    facts.category,
    origin === 'shipped' ? '' : 'of this workspace',
    facts.summary,
  ]);
  const titles = ['connector', 'title', 'needs a key', 'category', 'where', 'summary'];
  const lines = broken.map(({ name, failure }) => `${name}: ${failure.message}`);
  return [
    textTable(
      titles.map((title) => ({ title })),
      rows,
    ),
    ...lines,
  ].join('\n');
}

export function sourcesTable(sources: readonly SourceStanding[]): string {
  if (sources.length === 0)
    return 'No sources yet. See what there is with: source list --connectors, then: source add <connector> --name …';
  const rows = sources.flatMap((source) => {
    const { name, written, failure, streams, last } = source;
    const connector = written?.connector ?? '';
    if (streams.length === 0 && last.length === 0)
      return [[name, connector, '', '', '', '', failure?.message ?? '']];
    const lastOf = (stream: string) => last.find(({ outcome }) => outcome.stream === stream);
    const names = [
      ...new Set([...streams.map((one) => one.name), ...last.map(({ outcome }) => outcome.stream)]),
    ];
    return names.map((stream) => {
      const told = lastOf(stream);
      const facts = streams.find((one) => one.name === stream);
      const why = told?.outcome.failures[0]?.message ?? told?.outcome.warnings[0];
      return [
        name,
        connector,
        stream,
        told?.outcome.status ?? (facts?.chosen === false ? 'not chosen' : 'never read'),
        told?.endedAt.slice(0, 16).replace('T', ' ') ?? '',
        told === undefined ? '' : countText(told.outcome.rows),
        why ?? failure?.message ?? facts?.unsupported?.[0]?.reason ?? '',
      ];
    });
  });
  return textTable(
    [
      { title: 'source' },
      { title: 'connector' },
      { title: 'stream' },
      { title: 'last' },
      { title: 'at (UTC)' },
      { title: 'rows', figures: true },
      { title: 'what to know' },
    ],
    rows,
  );
}

export function streamsTable(streams: readonly StreamFacts[]): string {
  const rows = streams.map(({ name, syncModes, primaryKey, cursorField, unsupported = [] }) => [
    name,
    unsupported.length > 0 ? 'no' : 'yes',
    syncModes.includes('incremental') ? 'incremental' : 'in full',
    primaryKey.map((path) => path.join('.')).join(', '),
    cursorField.join('.'),
    unsupported.map(({ component, reason }) => `${component}: ${reason}`).join('; '),
  ]);
  const titles = ['stream', 'runs', 'read', 'key', 'cursor', 'why not'];
  return textTable(
    titles.map((title) => ({ title })),
    rows,
  );
}

/** The members in the order in which records bring them. */
export function recordsTable(records: readonly JsonObject[]): string {
  if (records.length === 0) return 'The stream has no records.';
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const rows = records.map((record) => names.map((name) => cell(record[name])));
  return textTable(
    names.map((title) => ({ title })),
    rows,
    40,
  );
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : plainJson(value);
}

export function plainJson(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) => (typeof one === 'bigint' ? one.toString() : one));
}

export function outcomesTable(outcomes: readonly StreamOutcome[]): string {
  const rows = outcomes.map((one) => [
    one.stream,
    one.status,
    countText(one.records),
    countText(one.rows),
    countText(one.rejected),
    countText(one.requests),
    one.waitedMs < 500 ? '' : `${Math.round(one.waitedMs / 1000)} s`,
    one.relation,
  ]);
  return textTable(
    [
      { title: 'stream' },
      { title: 'ended' },
      { title: 'records', figures: true },
      { title: 'rows', figures: true },
      { title: 'rejected', figures: true },
      { title: 'requests', figures: true },
      { title: 'waited', figures: true },
      { title: 'relation' },
    ],
    rows,
  );
}

export function traceTable(trace: readonly Exchange[]): string {
  if (trace.length === 0)
    return 'Nothing was asked yet. Look again after: source check, source read or extract.';
  const rows = trace.map((one) => [
    new Date(one.at).toISOString().slice(11, 19),
    one.stream,
    one.method,
    one.status === null ? (one.failure ?? 'no answer') : String(one.status),
    countText(one.responseBytes),
    countText(Math.round(one.milliseconds)),
    one.url,
  ]);
  return textTable(
    [
      { title: 'at (UTC)' },
      { title: 'stream' },
      { title: 'method' },
      { title: 'status' },
      { title: 'bytes', figures: true },
      { title: 'ms', figures: true },
      { title: 'address' },
    ],
    rows,
    120,
  );
}
