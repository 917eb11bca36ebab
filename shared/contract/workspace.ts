import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { Currency } from '../domain/currency.ts';
import { JobId } from '../domain/job.ts';
import { Layer } from '../domain/layer.ts';
import { Zone } from '../domain/zone.ts';
import { FileProblem } from '../errors/failure.ts';
import { call } from './base.ts';

/** What `leadline.yml` says. */
export const WorkspaceConfig = z.object({
  name: z.string().trim().min(1).max(80),
  warehouse: z.discriminatedUnion('engine', [
    z.object({ engine: z.literal('sqlite') }),
    z.object({ engine: z.literal('postgres'), connection: z.string().min(1) }),
  ]),
  zone: Zone,
  currency: Currency,
  layers: z.array(Layer).min(1),
  /** How many models are made at once on Postgres; SQLite has one writer. */
  threads: z.number().int().min(1).max(32).optional(),
  /** How many slots steps of pipelines share, by name. */
  pools: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'is no name of a pool'),
      z.number().int().min(1).max(100),
    )
    .optional(),
});
export type WorkspaceConfig = z.infer<typeof WorkspaceConfig>;

/** The kinds of file a workspace is made of. */
export const FileKind = z.enum([
  'config',
  'source',
  'project',
  'model',
  'pipeline',
  'alerts',
  'trends',
  'study',
  'brief',
  'notes',
  'dashboard',
  'query',
]);
export type FileKind = z.infer<typeof FileKind>;

export const OpenWorkspace = z.object({
  path: z.string(),
  /** Null while `leadline.yml` doesn't validate; the problems say why. */
  config: WorkspaceConfig.nullable(),
  files: z.partialRecord(FileKind, z.number().int()),
  problems: z.array(FileProblem),
  /** Rises by one whenever a file of the workspace changed, in the app or outside it. */
  revision: z.number().int(),
});
export type OpenWorkspace = z.infer<typeof OpenWorkspace>;

export const RecentWorkspace = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.iso.datetime(),
  /** False when the folder is gone or no longer a workspace. */
  present: z.boolean(),
});
export type RecentWorkspace = z.infer<typeof RecentWorkspace>;

export const Template = z.object({ id: z.string(), title: z.string(), description: z.string() });
export type Template = z.infer<typeof Template>;

export const NewWorkspace = z.object({
  path: z.string().min(1),
  name: z.string().trim().min(1).max(80),
  template: z.string(),
  zone: Zone,
  currency: Currency,
});
export type NewWorkspace = z.infer<typeof NewWorkspace>;

export const WorkspaceChange = z.object({
  name: z.string().trim().min(1).max(80).optional(),
  zone: Zone.optional(),
  currency: Currency.optional(),
});
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

/** By which a window knows the job of `demo` among the others. */
export const DEMO_JOB = 'Prepare the demo';

export const workspace = {
  /** The open workspace (or null) now, and again whenever it or its files change. */
  watch: call.output(eventIterator(OpenWorkspace.nullable())),
  open: call.input(z.object({ path: z.string().min(1) })).output(OpenWorkspace),
  /** Makes the folder from a template and opens it. */
  create: call.input(NewWorkspace).output(OpenWorkspace),
  /**
   * Makes a workspace of demo data in an empty folder, loads, builds and studies it, as a job: `jobs` watches and cancels it. It is
   * open from its beginning on. Asked again in a folder where that was stopped, it goes on.
   */
  demo: call.input(z.object({ path: z.string().min(1) })).output(z.object({ job: JobId })),
  close: call,
  /** Edits `leadline.yml` in place: comments and order stay. */
  change: call.input(WorkspaceChange).output(OpenWorkspace),
  recent: call.output(z.array(RecentWorkspace)),
  /** Drops a workspace from the list; its folder stays. */
  forget: call.input(z.object({ path: z.string() })),
  templates: call.output(z.array(Template)),
  /** Where a new workspace would go by default. */
  defaultFolder: call.output(z.object({ path: z.string() })),
};
