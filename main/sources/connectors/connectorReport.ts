import type { StreamFacts } from '../source.ts';
import type { Connector } from './connector.ts';

/** The dialect as it was read for this interpreter: the schema of August 2026. */
export const DIALECT = { major: 6, named: '6.x of August 2026' } as const;

export interface ConnectorReport {
  readonly name: string;
  readonly title: string;
  /** Of the dialect, as the file says it, and as it is understood here. */
  readonly version: string;
  readonly understood: string;
  /** What a person should know of the version; null where there is nothing. */
  readonly versionNote: string | null;
  readonly streams: readonly {
    readonly name: string;
    readonly runs: boolean;
    readonly incremental: boolean;
    /** Why not: component by component. */
    readonly reasons: readonly string[];
  }[];
  /** How many rules make further streams by asking the vendor. */
  readonly dynamic: number;
}

/** What of a connector file runs here and what doesn't. */
export function reportOn(connector: Connector, streams: readonly StreamFacts[]): ConnectorReport {
  const { manifest, facts, name } = connector;
  return {
    name,
    title: facts.title,
    version: manifest.version,
    understood: DIALECT.named,
    versionNote: versionNote(manifest.version),
    streams: streams.map((stream) => ({
      name: stream.name,
      runs: (stream.unsupported ?? []).length === 0,
      incremental: stream.syncModes.includes('incremental'),
      reasons: (stream.unsupported ?? []).map(({ component, reason }) => `${component}: ${reason}`),
    })),
    dynamic: manifest.dynamicStreams.length,
  };
}

function versionNote(version: string): string | null {
  const [, major] = /^(\d+)\./.exec(version) ?? [];
  if (major === undefined) return 'The file doesn’t say which version of the dialect it is written in.';
  return Number(major) > DIALECT.major
    ? `The file is written in a newer dialect (${version}) than is understood here (${DIALECT.named}): what is new in it may be read wrongly.`
    : null;
}
