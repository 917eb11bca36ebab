import type { SecretName } from '../../../shared/contract/vault.ts';
import { type Failure, fail } from '../../../shared/errors/failure.ts';
import { checkConfig } from '../../sources/connectors/checkConfig.ts';
import type { Connector } from '../../sources/connectors/connector.ts';
import { findConnector } from '../../sources/connectors/readConnectors.ts';
import { secretsOf } from '../../sources/connectors/resolveConfig.ts';
import type { SourceFile } from '../../sources/connectors/sourceFile.ts';
import { openSource } from '../../sources/declarative/streams/openSource.ts';
import { checkTerms } from '../../sources/extract/extract.ts';
import type { ExtractionLine, ExtractionRecords } from '../../sources/extract/extractionRecords.ts';
import { relationOf } from '../../sources/extract/relationOf.ts';
import type { Config } from '../../sources/host.ts';
import type { StreamFacts } from '../../sources/source.ts';
import { inertHost } from './inertHost.ts';
import type { SourceDesk } from './sourceDesk.ts';
import { unusable, type WrittenSource } from './sourceFiles.ts';
import type { SourceSecrets } from './sourceSecrets.ts';
import type { SourceStanding } from './sources.ts';

/** A source as its files tell it, and how its last extractions went. Nobody is asked anything. */
export async function standingOf(
  source: WrittenSource,
  desk: SourceDesk,
  records: ExtractionRecords | null,
): Promise<SourceStanding> {
  const kept = await records?.last(source.name);
  const last: readonly ExtractionLine[] = kept?.ok ? kept.value : [];
  const base = { ...source, last, connector: null, streams: [], missing: [] };
  if (source.written === null) {
    const told = unusable(source);
    return { ...base, failure: told.ok ? null : told.failure };
  }
  const connector = await findConnector(source.written.connector, desk.connectors);
  if (!connector.ok) return { ...base, failure: connector.failure };
  const { written } = source;
  const wanted = written.streams?.map(({ name }) => name);
  const facts = staticStreams(connector.value, written.config as Config);
  const streams = facts.map((one) => ({
    ...one,
    relation: relationOf(source.name, one.name),
    chosen: wanted === undefined ? (one.unsupported ?? []).length === 0 : wanted.includes(one.name),
  }));
  const missing = await missingSecrets(written, desk.secrets(source.name));
  return {
    ...base,
    connector: connector.value,
    streams,
    missing,
    failure: failureOf(source.name, written, connector.value) ?? secretFailure(source.name, missing),
  };
}

/** What the file tells of its streams; none where not even that can be read without the vendor. */
export function staticStreams(connector: Connector, config: Config): readonly StreamFacts[] {
  const opened = openSource(connector.manifest, config, inertHost);
  return opened.ok ? opened.value.streams : [];
}

/** A file may name secrets before anybody has kept them. While the vault is locked nobody knows, and none is missing. */
async function missingSecrets(file: SourceFile, secrets: SourceSecrets): Promise<SecretName[]> {
  const named = secretsOf(file.config).map(({ name }) => name);
  const held = named.length === 0 ? null : await secrets.names(file);
  return held?.ok ? named.filter((one) => !held.value.includes(one)) : [];
}

function secretFailure(name: string, missing: readonly SecretName[]): Failure | null {
  const [first] = missing;
  if (first === undefined) return null;
  return fail('SECRET_NOT_FOUND', {
    message: `${name} has no ${missing.join(' and no ')} in the vault.`,
    next: `Enter it in its settings, or keep it with: vault set ${first}.`,
    subject: name,
  }).failure;
}

function failureOf(name: string, file: SourceFile, { facts, manifest }: Connector): Failure | null {
  const allowed = checkTerms({ name, file, facts });
  if (!allowed.ok) return allowed.failure;
  const wrong = checkConfig(manifest.spec.schema, file.config);
  if (wrong.length === 0) return null;
  return fail('SOURCE_REFUSED', {
    message: `The config of ${name} isn't complete: ${wrong.map(({ message }) => message).join('; ')}.`,
    next: `Correct it in sources/${name}.yml, under config.`,
    subject: name,
  }).failure;
}
