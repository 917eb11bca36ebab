import * as z from 'zod';
import { JobId } from '../domain/job.ts';
import { RelationName } from '../domain/relation.ts';
import { Failure } from '../errors/failure.ts';
import { call } from './base.ts';
import { RowPage } from './warehouse.ts';

/** Names the file, the relations of its streams and the secrets of its config. */
export const SourceName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'use lower-case letters, digits, dashes and underscores, a letter first')
  .brand<'SourceName'>();
export type SourceName = z.infer<typeof SourceName>;

/** A connector as the gallery shows it. */
export const ConnectorCard = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  category: z.enum(['commerce', 'social', 'attention', 'statistics', 'samples', 'other']),
  /** Works with no key and no account. */
  keyless: z.boolean(),
  /** With Leadline, or a file of this workspace. */
  origin: z.enum(['shipped', 'workspace']),
  streams: z.number().int(),
  /** How many of them can't run here. */
  unsupported: z.number().int(),
  /** Why the file can't be used at all. */
  problem: Failure.nullable(),
});
export type ConnectorCard = z.infer<typeof ConnectorCard>;

interface FieldBase {
  /** Where in the config its value goes. */
  readonly path: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly required: boolean;
}

/** One thing that a form asks for. In the order in which it should ask. */
export type FormField =
  | (FieldBase & {
      readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'day' | 'instant';
      /** Goes to the vault, and never comes back. */
      readonly secret: boolean;
      readonly lines: boolean;
      readonly default: unknown;
      readonly pattern: string | null;
      /** What the pattern means, in words. */
      readonly patternWords: string | null;
      readonly examples: readonly string[];
      readonly least: number | null;
      readonly most: number | null;
    })
  | (FieldBase & {
      readonly kind: 'choice';
      readonly choices: readonly { readonly value: unknown; readonly title: string }[];
      readonly default: unknown;
      /** Several may be taken. */
      readonly multiple: boolean;
    })
  | (FieldBase & { readonly kind: 'list'; readonly item: FormField; readonly default: unknown })
  | (FieldBase & { readonly kind: 'group'; readonly fields: readonly FormField[] })
  /** One of several groups: which one decides what is asked next. */
  | (FieldBase & {
      readonly kind: 'variant';
      readonly variants: readonly {
        readonly title: string;
        readonly description: string;
        /** Members that are the same whatever is entered, by which the variant is known. */
        readonly constants: Readonly<Record<string, unknown>>;
        readonly fields: readonly FormField[];
      }[];
    });

const fieldBase = {
  path: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  required: z.boolean(),
};
const valued = z.object({ value: z.unknown(), title: z.string() });

export const FormField: z.ZodType<FormField> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      ...fieldBase,
      kind: z.enum(['text', 'number', 'integer', 'boolean', 'day', 'instant']),
      secret: z.boolean(),
      lines: z.boolean(),
      default: z.unknown(),
      pattern: z.string().nullable(),
      patternWords: z.string().nullable(),
      examples: z.array(z.string()),
      least: z.number().nullable(),
      most: z.number().nullable(),
    }),
    z.object({
      ...fieldBase,
      kind: z.literal('choice'),
      choices: z.array(valued),
      default: z.unknown(),
      multiple: z.boolean(),
    }),
    z.object({ ...fieldBase, kind: z.literal('list'), item: FormField, default: z.unknown() }),
    z.object({ ...fieldBase, kind: z.literal('group'), fields: z.array(FormField) }),
    z.object({
      ...fieldBase,
      kind: z.literal('variant'),
      variants: z.array(
        z.object({
          title: z.string(),
          description: z.string(),
          constants: z.record(z.string(), z.unknown()),
          fields: z.array(FormField),
        }),
      ),
    }),
  ]),
);

export const StreamCard = z.object({
  name: z.string(),
  title: z.string(),
  incremental: z.boolean(),
  key: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  /** What it asks for that isn't there, and why. Empty: it runs. */
  unsupported: z.array(z.object({ component: z.string(), reason: z.string() })),
});
export type StreamCard = z.infer<typeof StreamCard>;

/** All that is known of a connector before anybody is asked anything. */
export const ConnectorDetail = ConnectorCard.extend({
  help: z.array(z.string()),
  vendor: z.string().nullable(),
  documentation: z.array(z.object({ title: z.string(), url: z.string() })),
  terms: z.object({
    /** Null: kept as long as one likes. */
    retentionDays: z.number().int().nullable(),
    neverStored: z.array(z.string()),
    attribution: z.string().nullable(),
    approvalNeeded: z.string().nullable(),
    notice: z.string().nullable(),
  }),
  fields: z.array(FormField),
  streamCards: z.array(StreamCard),
  /** More of them are known only once the vendor was asked. */
  dynamic: z.boolean(),
  dialect: z.object({ file: z.string(), pinned: z.string() }),
});
export type ConnectorDetail = z.infer<typeof ConnectorDetail>;

/** What a person entered. A secret left out stays what it is. */
const Entered = z.object({
  config: z.record(z.string(), z.json()),
  secrets: z.array(z.object({ path: z.array(z.string()), value: z.string().min(1).max(65_536) })).default([]),
  /** Empty: all that run. */
  streams: z.array(z.string()).default([]),
  /** That what the vendor's terms ask for is granted. */
  approved: z.boolean().default(false),
});

const StreamStanding = z.object({
  name: z.string(),
  title: z.string(),
  relation: RelationName,
  chosen: z.boolean(),
  incremental: z.boolean(),
  /** How its last extraction ended; null: it was never read. */
  last: z
    .object({
      status: z.enum(['done', 'warning', 'failed', 'cancelled', 'skipped']),
      at: z.string(),
      records: z.number().int(),
      rows: z.number().int(),
      rejected: z.number().int(),
      requests: z.number().int(),
      waitedMs: z.number(),
      failures: z.array(Failure),
      warnings: z.array(z.string()),
    })
    .nullable(),
  /** How far it was read, in short. */
  cursor: z.string().nullable(),
  unsupported: z.array(z.object({ component: z.string(), reason: z.string() })),
});
export type StreamStanding = z.infer<typeof StreamStanding>;

/** A source of the workspace. */
export const SourceCard = z.object({
  name: z.string(),
  connector: z.string(),
  title: z.string(),
  /** What is wrong with its file, its connector or its terms; null: it can be extracted. */
  problem: Failure.nullable(),
  streams: z.array(StreamStanding),
  /** The extraction under way. */
  running: JobId.nullable(),
});
export type SourceCard = z.infer<typeof SourceCard>;

export const QuotaUse = z.object({
  title: z.string(),
  used: z.number().int(),
  most: z.number().int(),
  /** The span that is looked back on, or the zone at whose midnight it begins anew. */
  within: z.union([z.object({ days: z.number() }), z.object({ day: z.string() })]),
  /** What counts once and is used up, where values are counted. */
  values: z.array(z.string()),
});
export type QuotaUse = z.infer<typeof QuotaUse>;

export const SourceDetail = SourceCard.extend({
  /** Without secrets. */
  config: z.record(z.string(), z.json()),
  /** Where a secret is kept. */
  kept: z.array(z.array(z.string())),
  approved: z.boolean(),
  file: z.string(),
  /** What the vendor lets one use up, and what of it is used. */
  quotas: z.array(QuotaUse),
  /** Which ends of a range of the past can be asked for. */
  range: z.object({ from: z.boolean(), to: z.boolean() }),
});
export type SourceDetail = z.infer<typeof SourceDetail>;

export const Exchange = z.object({
  id: z.number().int(),
  stream: z.string(),
  at: z.string(),
  waitedMs: z.number(),
  milliseconds: z.number(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().nullable(),
  requestHeaders: z.array(z.tuple([z.string(), z.string()])),
  requestBody: z.string().nullable(),
  responseHeaders: z.array(z.tuple([z.string(), z.string()])),
  responseBody: z.string().nullable(),
  responseBytes: z.number(),
  failure: z.string().nullable(),
});
export type Exchange = z.infer<typeof Exchange>;

const ofSource = z.object({ name: SourceName });
const ofStream = z.object({ name: SourceName, stream: z.string() });
const started = z.object({ job: JobId });

export const sources = {
  /** Keyless ones first, then by title. */
  gallery: call.output(z.array(ConnectorCard)),
  connector: call.input(z.object({ id: z.string() })).output(ConnectorDetail),
  /** Reads a manifest that a person pasted and says what of it runs; nothing is kept. */
  report: call.input(z.object({ text: z.string().min(1).max(5_000_000) })).output(ConnectorDetail),
  /** Keeps it as a connector of the workspace. */
  bring: call
    .input(z.object({ id: SourceName, text: z.string().min(1).max(5_000_000) }))
    .output(z.object({ id: z.string() })),
  list: call.output(z.array(SourceCard)),
  source: call.input(ofSource).output(SourceDetail),
  /** Makes it, or changes it. Its secrets go to the vault. */
  save: call.input(Entered.extend({ name: SourceName, connector: z.string() })).output(SourceDetail),
  /** Asks the vendor for one record; fails with its own words. */
  check: call.input(ofSource).output(z.object({ milliseconds: z.number() })),
  /** The streams, those included that are only known by asking. */
  discover: call.input(ofSource).output(z.array(StreamCard)),
  /** The first records of a stream, asked for now; nothing is kept. */
  preview: call.input(ofStream).output(RowPage),
  extract: call
    .input(
      ofSource.extend({
        streams: z.array(z.string()).default([]),
        fullRefresh: z.boolean().default(false),
        /** Reads a range of the past and leaves the state where it is. */
        backfill: z.object({ from: z.iso.date(), to: z.iso.date().optional() }).optional(),
        allowEmpty: z.boolean().default(false),
      }),
    )
    .output(started),
  /** The requests of the last extraction or check, without anything secret, oldest first. */
  trace: call.input(ofSource).output(z.array(Exchange)),
  /** How far a stream was read, and how far before that. */
  state: call.input(ofStream).output(
    z.object({
      current: z.string().nullable(),
      history: z.array(
        z.object({
          version: z.number().int(),
          at: z.string(),
          by: z.enum(['extraction', 'person']),
          load: z.number().int().nullable(),
          state: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** As JSON; null: the stream is read from its start again. */
  setState: call.input(ofStream.extend({ state: z.string().max(1_000_000).nullable() })),
  /** What goes with it, told before. */
  consequences: call.input(ofSource).output(
    z.object({
      file: z.string(),
      secrets: z.array(z.string()),
      relations: z.array(z.object({ name: RelationName, rows: z.number().nullable() })),
      readBy: z.array(z.string()),
    }),
  ),
  /** Its file and secrets; its rows only when asked for. */
  remove: call.input(ofSource.extend({ rows: z.boolean().default(false) })),
};
