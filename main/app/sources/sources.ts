import type { SecretName } from '../../../shared/contract/vault.ts';
import type { JobId, Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { Secret } from '../../../shared/domain/secret.ts';
import type { Failure, Result } from '../../../shared/errors/failure.ts';
import type { Connector } from '../../sources/connectors/connector.ts';
import type { ConnectorReport } from '../../sources/connectors/connectorReport.ts';
import type { Gallery } from '../../sources/connectors/readConnectors.ts';
import type { ConfigWritten } from '../../sources/connectors/sourceFile.ts';
import type { ExtractReport } from '../../sources/extract/extraction.ts';
import type { ExtractionLine } from '../../sources/extract/extractionRecords.ts';
import type { QuotaUse } from '../../sources/extract/quotas.ts';
import type { StateVersion } from '../../sources/extract/states.ts';
import type { Exchange } from '../../sources/http/http.ts';
import type { JsonObject } from '../../sources/json.ts';
import type { StreamFacts } from '../../sources/source.ts';
import type { Range } from './openConfigured.ts';
import type { WrittenSource } from './sourceFiles.ts';

export interface SourceWish {
  readonly name: string;
  readonly connector: string;
  /** Without secrets, but for references to some that the vault holds. */
  readonly config: { readonly [name: string]: ConfigWritten };
  /** They go to the vault, and the file names them. */
  readonly secrets: readonly { readonly path: readonly string[]; readonly value: Secret }[];
  /** Empty: all that run. */
  readonly streams: readonly string[];
  readonly approved: boolean;
}

export interface SourceStanding extends WrittenSource {
  readonly connector: Connector | null;
  /** Secrets that its file names and the vault doesn't hold. */
  readonly missing: readonly SecretName[];
  /** What keeps it from being read; null: nothing that can be told beforehand. */
  readonly failure: Failure | null;
  /** As the connector's file tells them, without asking anybody; empty while it can't be opened. */
  readonly streams: readonly (StreamFacts & { readonly relation: RelationName; readonly chosen: boolean })[];
  /** Each stream's last extraction. */
  readonly last: readonly ExtractionLine[];
}

export interface ExtractWish {
  readonly streams?: readonly string[];
  readonly fullRefresh?: boolean;
  readonly allowEmpty?: boolean;
  readonly backfill?: Range;
  /** As `ExtractOptions.attempt`. */
  readonly attempt?: string;
}

export interface Consequences {
  readonly file: string;
  readonly secrets: readonly string[];
  readonly relations: readonly { readonly name: RelationName; readonly rows: number | null }[];
}

/** The sources of the open workspace. No answer holds a secret. */
export interface Sources {
  gallery(): Promise<Gallery>;
  connector(name: string): Promise<Result<Connector>>;
  /** What of a manifest runs here; nothing is kept. */
  report(text: string, name: string): Result<ConnectorReport & { readonly facts: readonly StreamFacts[] }>;
  /** Keeps a manifest as a connector of the workspace. */
  bring(name: string, text: string): Promise<Result<Connector>>;
  list(): Promise<Result<SourceStanding[]>>;
  source(name: string): Promise<Result<SourceStanding>>;
  /** Makes it or changes it. A secret that isn't given stays what it is. */
  save(wish: SourceWish): Promise<Result<SourceStanding>>;
  consequences(name: string): Promise<Result<Consequences>>;
  /** Its file and its secrets; its rows only when told. */
  remove(name: string, how: { readonly rows: boolean }): Promise<Result<void>>;
  /** Reads one record, as the connector says; answers with the milliseconds it took. */
  check(name: string, signal: AbortSignal): Promise<Result<number>>;
  discover(name: string, signal: AbortSignal): Promise<Result<readonly StreamFacts[]>>;
  /** The first records of a stream, without those fields that are never stored. Nothing is kept. */
  preview(
    name: string,
    stream: string,
    how: { readonly take: number; readonly signal: AbortSignal },
  ): Promise<Result<readonly JsonObject[]>>;
  /** Reads into RAW, to the end. */
  extract(name: string, wish: ExtractWish, work: Work): Promise<Result<ExtractReport>>;
  /** The same as a job; one source is extracted once at a time. */
  start(name: string, wish: ExtractWish): Result<JobId>;
  running(name: string): JobId | null;
  /** The exchanges of the last extraction, check or preview, oldest first. */
  trace(name: string): Promise<Result<readonly Exchange[]>>;
  states(
    name: string,
    stream: string,
  ): Promise<Result<{ current: JsonObject | null; history: StateVersion[] }>>;
  /** Null forgets it: the stream is read from its start. */
  setState(name: string, stream: string, value: unknown): Promise<Result<void>>;
  quotas(name: string): Promise<Result<QuotaUse[]>>;
  /** Deletes what the terms of each source don't allow to be kept any longer. */
  applyRetention(): Promise<Result<{ rows: number }>>;
}
