import type { Json, JsonObject } from '../json.ts';

/** Where in the file something stands, so that an editor can jump there. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * A node of a manifest with a `type`: references resolved, `$parameters` handed down to the members it lacks. Members that
 * are components themselves are `Component`s already, at any depth of lists and plain objects.
 */
export interface Component {
  readonly type: string;
  /** As `streams[2].retriever.paginator`, for messages. */
  readonly path: string;
  readonly at: Place;
  readonly members: Readonly<Record<string, Member>>;
  readonly parameters: JsonObject;
}

export type Member = Json | Component | readonly Member[] | { readonly [name: string]: Member };

export function isComponent(member: Member | undefined): member is Component {
  return (
    typeof member === 'object' &&
    member !== null &&
    !Array.isArray(member) &&
    'type' in member &&
    'members' in member
  );
}

/** A manifest that could be read. Each stream stands alone: what is wrong with one is said of that one. */
export interface Manifest {
  /** Of the dialect, as the file says it. */
  readonly version: string;
  readonly streams: readonly Component[];
  readonly dynamicStreams: readonly Component[];
  readonly check: Component | null;
  /** The JSON schema of what a person enters, and the documentation's address. */
  readonly spec: {
    readonly schema: JsonObject;
    readonly documentationUrl: string | null;
    readonly component: Component | null;
  };
  readonly schemas: JsonObject;
  /** Rate budgets of the dialect (`HTTPAPIBudget`). */
  readonly apiBudget: Component | null;
  readonly concurrency: number;
  /** Our own part, under `leadline`: title, terms policy, setup help. Validated by main/sources/connectors. */
  readonly ours: Json;
}
