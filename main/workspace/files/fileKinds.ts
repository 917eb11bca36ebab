import * as z from 'zod';
import { type FileKind, WorkspaceConfig } from '../../../shared/contract/workspace.ts';

/** Where the files of a workspace are. Other folders of the dbt project are watched, not read. */
interface Place {
  readonly kind: FileKind | null;
  readonly folder: string;
  readonly extension: '.yml' | '.sql' | null;
  readonly deep: boolean;
}

export const PLACES: readonly Place[] = [
  { kind: 'source', folder: 'sources', extension: '.yml', deep: false },
  { kind: 'pipeline', folder: 'pipelines', extension: '.yml', deep: false },
  { kind: 'study', folder: 'studies', extension: '.yml', deep: false },
  { kind: 'dashboard', folder: 'dashboards', extension: '.yml', deep: false },
  { kind: 'query', folder: 'queries', extension: '.sql', deep: false },
  { kind: 'model', folder: 'models', extension: '.sql', deep: true },
  { kind: null, folder: 'snapshots', extension: null, deep: true },
  { kind: null, folder: 'seeds', extension: null, deep: true },
  { kind: null, folder: 'macros', extension: null, deep: true },
  { kind: null, folder: 'tests', extension: null, deep: true },
];

export const IGNORED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  'target',
  'dbt_packages',
  '.leadline',
]);

const given = z.unknown().refine((value) => value !== undefined && value !== null, 'is empty');

/**
 * The least each kind must say to be what it is. The domain that owns a kind checks the rest with its own schema,
 * through the same `validateYaml`.
 */
export const SCHEMAS = {
  config: WorkspaceConfig,
  source: z.looseObject({ connector: z.string().trim().min(1), streams: z.array(z.unknown()).optional() }),
  project: z.looseObject({ name: z.string().trim().min(1) }),
  pipeline: z.looseObject({ steps: z.array(z.looseObject({ name: z.string().trim().min(1) })) }),
  trends: z.looseObject({ trends: given, products: given, into: given }),
  study: z.looseObject({ signals: given, outcomes: given }),
  brief: z.looseObject({ study: given }),
  notes: z.looseObject({ notes: given }),
  dashboard: z.looseObject({ tiles: z.array(z.unknown()) }),
} satisfies Partial<Record<FileKind, z.ZodType>>;
