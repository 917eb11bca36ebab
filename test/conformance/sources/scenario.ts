import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Json, JsonObject } from '../../../main/sources/json.ts';
import type { SyncMode } from '../../../main/sources/source.ts';
import { parseBigJson } from './bigJson.ts';

/** What stands for the server's origin in the files. */
export const BASE = '@@BASE@@';

export interface Rule {
  readonly id: string;
  readonly request: {
    readonly method: string;
    readonly path?: string;
    readonly query?: JsonObject;
    readonly query_subset?: JsonObject;
    readonly query_absent?: readonly string[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly headers_absent?: readonly string[];
    readonly body_json?: Json;
    readonly body_form?: JsonObject;
    readonly body_text?: string;
  };
  readonly times?: number;
  readonly response?: RuleResponse;
  readonly responses?: readonly RuleResponse[];
}

export interface RuleResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly text?: string;
  readonly gzip_text?: string;
  readonly base64?: string;
  readonly advance_clock_s?: number;
}

/** A request as it was recorded from the reference, and as we record ours. */
export interface RecordedRequest {
  readonly rule: string | null;
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: {
    readonly json?: Json;
    readonly form?: readonly (readonly [string, string])[];
    readonly text?: string;
  };
  readonly status: number;
  readonly waited_before_s?: number;
  readonly jwt?: { readonly header: JsonObject; readonly payload: JsonObject; readonly hmac_secret: string };
}

export interface ExpectedError {
  readonly stream?: string;
  readonly kind: string;
  readonly must_mention?: readonly string[];
}

export interface ExpectedStream {
  readonly status: 'COMPLETE' | 'INCOMPLETE';
  readonly records: readonly JsonObject[];
  readonly state?: JsonObject | null;
  readonly errors?: readonly ExpectedError[];
  readonly alternatives?: readonly Partial<ExpectedStream>[];
  readonly records_compare?: 'prefix';
}

export interface ExpectedFacts {
  readonly name: string;
  readonly supported_sync_modes: readonly string[];
  readonly json_schema: JsonObject;
  readonly source_defined_primary_key?: readonly (readonly string[])[];
  readonly default_cursor_field?: readonly string[];
  readonly source_defined_cursor?: boolean;
}

interface Refusable {
  readonly refused?: true;
  readonly errors?: readonly ExpectedError[];
  readonly may_succeed?: boolean;
}

export interface Expected {
  readonly check?: Refusable & {
    readonly status: 'SUCCEEDED' | 'FAILED';
    readonly requests?: readonly RecordedRequest[];
  };
  readonly discover?: Refusable & {
    readonly streams?: readonly ExpectedFacts[];
    readonly requests?: readonly RecordedRequest[];
  };
  readonly read?: Refusable & {
    readonly streams?: Readonly<Record<string, ExpectedStream>>;
    readonly requests?: readonly RecordedRequest[];
    readonly total_wait_s?: number;
  };
  readonly policy?: {
    readonly errors?: readonly ExpectedError[];
    readonly no_requests_to?: readonly string[];
    readonly max_requests?: Readonly<Record<string, number>>;
  };
}

export interface CompareRules {
  readonly requests?: 'per_path' | 'unordered';
  readonly records?: 'ordered' | 'unordered';
  readonly at_most?: readonly string[];
  readonly tokens?: 'any_valid';
}

export type Operation = 'check' | 'discover' | 'read';

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly clock: number;
  readonly operations: readonly Operation[];
  readonly compare: CompareRules;
  readonly manifest: string;
  readonly config: string;
  readonly catalog: readonly { readonly stream: string; readonly sync_mode: SyncMode }[];
  readonly states: Readonly<Record<string, JsonObject>>;
  readonly server: string;
  readonly expected: Expected;
}

/** The folders below a path that hold a scenario, or the path itself. */
export function scenarioFolders(path: string): string[] {
  if (!statSync(path).isDirectory()) return [];
  if (existsSync(join(path, 'scenario.json')) || existsSync(join(path, 'manifest.yaml'))) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .flatMap(scenarioFolders);
}

export function readScenario(folder: string): Scenario {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const json = (name: string) => parseBigJson(text(name)) as unknown;
  const told = json('scenario.json') as {
    title: string;
    clock: string;
    operations: Operation[];
    compare?: CompareRules;
  };
  return {
    name: basename(folder),
    title: told.title,
    clock: Date.parse(told.clock),
    operations: told.operations,
    compare: told.compare ?? {},
    manifest: text('manifest.yaml'),
    config: text('config.json'),
    catalog: (json('catalog.json') as { streams: Scenario['catalog'] }).streams,
    states: existsSync(join(folder, 'state.json')) ? (json('state.json') as Scenario['states']) : {},
    server: text('server.json'),
    expected: json('expected.json') as Expected,
  };
}
