import type { Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import type { Failure } from '../../../shared/errors/failure.ts';
import type { ConnectorFacts } from '../connectors/connectorFacts.ts';
import type { SourceFile } from '../connectors/sourceFile.ts';
import type { OpenedSource } from '../source.ts';

/**
 * One stream into RAW.
 *
 *   waiting → reading ⇄ committing → done
 *   reading → failed | cancelled       what was committed stands, and the state claims no more than that
 *   waiting → skipped                  a component that can't run here, or the terms
 *
 * Invariants: records are asked for outside of any transaction and wait in a spool, so that a slow vendor holds up nobody;
 * rows and the state that claims them are one transaction; what is replaced stays until all of its successor is there; a
 * field that may never be stored is gone before the spool; one stream's end is nothing to the others.
 */
export type StreamStatus = 'done' | 'warning' | 'failed' | 'cancelled' | 'skipped';

export interface StreamOutcome {
  readonly stream: string;
  readonly relation: RelationName;
  readonly status: StreamStatus;
  /** Records that came. */
  readonly records: number;
  /** Rows that are there now because of it. */
  readonly rows: number;
  readonly rejected: number;
  /** Records that a later one of the same key took the place of, within one load. */
  readonly superseded: number;
  readonly loads: readonly number[];
  readonly requests: number;
  readonly waitedMs: number;
  /** What stopped it or what of it failed; empty where all went well. */
  readonly failures: readonly Failure[];
  /** What a person should look at though nothing failed. */
  readonly warnings: readonly string[];
}

export interface ExtractReport {
  readonly id: string;
  readonly source: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly streams: readonly StreamOutcome[];
}

/** A source of the workspace, opened: its config has its secrets. */
export interface ReadySource {
  readonly name: string;
  readonly file: SourceFile;
  readonly facts: ConnectorFacts;
  readonly opened: OpenedSource;
  /** Has streams that are only known by asking. */
  readonly dynamic: boolean;
}

export interface ExtractOptions {
  /** Those of the source's file where left out, or all where that names none. */
  readonly streams?: readonly string[];
  /** From the beginning, in place of all that is there. */
  readonly fullRefresh?: boolean;
  /** The source was opened for a range of the past: it is merged in, and the state stays where it is. */
  readonly backfill?: boolean;
  /**
   * The same for every try at one piece of work: a stream that was read to its end under it is not read again, also when the
   * process was killed between that and saying so. What is only added would be there twice otherwise.
   */
  readonly attempt?: string;
  /** Lets a stream that usually has rows be replaced by nothing. */
  readonly allowEmpty?: boolean;
  readonly work: Work;
}
