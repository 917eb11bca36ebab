import type { ConnectorCard, ConnectorDetail, StreamCard } from '../../../../shared/contract/sources.ts';
import type { Failure } from '../../../../shared/errors/failure.ts';
import type { Connector } from '../../../sources/connectors/connector.ts';
import { DIALECT } from '../../../sources/connectors/connectorReport.ts';
import { formFields } from '../../../sources/connectors/formFields.ts';
import { isJsonObject, type JsonObject } from '../../../sources/json.ts';
import type { StreamFacts } from '../../../sources/source.ts';
import { staticStreams } from '../standing.ts';
import { onScreen } from './onScreen.ts';

export function connectorCard(connector: Connector): ConnectorCard {
  const { facts, name, origin } = connector;
  const streams = staticStreams(connector, {});
  return {
    id: name,
    title: facts.title,
    summary: facts.summary,
    category: facts.category,
    keyless: facts.keyless,
    origin,
    streams: streams.length,
    unsupported: streams.filter(({ unsupported = [] }) => unsupported.length > 0).length,
    problem: null,
  };
}

/** A file that can't be used is shown with its reason: who wrote it looks for it here. */
export function brokenCard({ name, failure }: { name: string; failure: Failure }): ConnectorCard {
  return {
    id: name,
    title: name,
    summary: '',
    category: 'other',
    keyless: false,
    origin: 'workspace',
    streams: 0,
    unsupported: 0,
    problem: onScreen(failure),
  };
}

export function connectorDetail(connector: Connector): ConnectorDetail {
  const { facts, manifest } = connector;
  const { terms, vendor, help } = facts;
  return {
    ...connectorCard(connector),
    help,
    vendor: vendor?.name ?? null,
    documentation: vendor?.documentation ?? [],
    terms: {
      retentionDays: terms.retention_days === 'none' ? null : terms.retention_days,
      neverStored: terms.never_stored,
      attribution: terms.attribution ?? null,
      approvalNeeded: terms.approval_needed ?? null,
      notice: terms.notice ?? null,
    },
    fields: [...formFields(manifest.spec.schema)],
    streamCards: staticStreams(connector, {}).map((stream) => streamCard(stream, connector)),
    dynamic: manifest.dynamicStreams.length > 0,
    dialect: { file: manifest.version, pinned: DIALECT.named },
  };
}

export function streamCard(stream: StreamFacts, { facts }: Pick<Connector, 'facts'>): StreamCard {
  return {
    name: stream.name,
    title: titleOf(stream.name, facts.streams[stream.name]?.title),
    incremental: stream.syncModes.includes('incremental'),
    key: stream.primaryKey.map((path) => path.join('.')),
    columns: columnsOf(stream.jsonSchema),
    unsupported: [...(stream.unsupported ?? [])],
  };
}

export function titleOf(name: string, title: string | undefined): string {
  return title ?? name;
}

function columnsOf(schema: JsonObject): StreamCard['columns'] {
  const { properties } = schema;
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties).map(([name, written]) => ({ name, type: typeOf(written) }));
}

function typeOf(written: unknown): string {
  if (!isJsonObject(written)) return 'any';
  const types = [written['type'] ?? 'any'].flat().map(String);
  return types.find((type) => type !== 'null') ?? 'any';
}
