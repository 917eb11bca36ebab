/** What one place of the project may import of the project itself. Prefixes are folders or files. */
export interface Place {
  readonly place: string;
  readonly may: readonly string[];
  /** Allowed as `import type` only. */
  readonly mayTypes?: readonly string[];
  readonly builtins: boolean;
  /** The packages it is limited to; any declared package where left out. */
  readonly packages?: readonly string[];
}

/** The warehouse as others see it: its types, never an adapter or a driver. */
const PORT = [
  'main/warehouse/store.ts',
  'main/warehouse/builds.ts',
  'main/warehouse/loads.ts',
  'main/warehouse/warehouse.ts',
  'main/warehouse/internalTable.ts',
];

function domain(name: string, ...more: string[]): Place {
  const place = `main/${name}`;
  return { place, may: [place, 'shared', 'main/log', ...more], builtins: true };
}

/** Numbers in, numbers out: they may be used where nothing else may come in. */
const SPECIAL_FUNCTIONS = ['betainc', 'erfc', 'erfcinv', 'gammainc', 'gammaln'].map(
  (name) => `@stdlib/math-base-special-${name}`,
);

function pure(name: string, ...packages: readonly string[]): Place {
  const place = `main/${name}`;
  return { place, may: [place, 'shared/domain'], builtins: false, packages };
}

/**
 * Who may import whom, as the design says it. The first place whose folder holds a file decides; a folder that is not
 * here is a place the design doesn't know, and that is a finding too.
 */
export const PLACES: readonly Place[] = [
  { place: 'shared', may: ['shared'], builtins: false, packages: ['zod', '@orpc/contract'] },
  { place: 'renderer', may: ['renderer', 'shared'], builtins: false },
  { place: 'preload', may: ['preload', 'shared'], builtins: false, packages: ['electron'] },
  { place: 'main/app', may: ['main', 'shared'], builtins: true },
  { ...domain('shell'), mayTypes: ['main/rpc/host.ts'] },
  { ...domain('rpc'), mayTypes: ['main'] },
  domain('workspace'),
  domain('vault'),
  domain('jobs'),
  { place: 'main/log', may: ['main/log', 'shared'], builtins: true },
  pure('jinja'),
  pure('insight', ...SPECIAL_FUNCTIONS, 'fft.js', 'ml-matrix'),
  domain('sources', ...PORT, 'main/jinja'),
  domain('warehouse'),
  domain('models', ...PORT, 'main/jinja'),
  domain('pipelines', ...PORT),
  domain('audit', ...PORT),
  domain('publish', ...PORT),
  { place: 'resources', may: ['resources', 'main', 'shared', 'test'], builtins: true },
  { place: 'test', may: ['main', 'preload', 'renderer', 'resources', 'shared', 'test'], builtins: true },
];

/** Packages that only these places may import; everyone else goes through them. */
export const KEEPERS: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/shell', 'preload'],
  'better-sqlite3': ['main/warehouse'],
  'node:sqlite': ['main/warehouse'],
  pg: ['main/warehouse', 'main/publish'],
  xlsx: ['main/audit', 'main/sources/files'],
  keytar: ['main/vault'],
};

export function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path === `${folder}.ts`;
}
