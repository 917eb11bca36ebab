import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';

const Step = z.object({
  id: z.string(),
  command: z.string(),
  flags: z.string().optional(),
  sources: z.string().optional(),
  overlay: z.string().optional(),
  remove: z.array(z.string()).optional(),
  save_state: z.string().optional(),
  cascade_dropped: z.unknown().optional(),
});
export type Step = z.infer<typeof Step>;

const Named = z.object({
  relations: z.array(z.string()),
  steps: z.array(z.string()).optional(),
  kind: z.string().optional(),
});

const Steps = z.looseObject({
  about: z.string().optional(),
  source_types: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  steps: z.array(Step).min(1),
  loose_columns: z.record(z.string(), z.array(z.string())).default({}),
  known_oracle_defects: z.array(Named).default([]),
  cascade_dropped: z.unknown().optional(),
});

const Results = z.object({
  exit_code: z.number(),
  exception: z.string().nullish(),
  results: z
    .array(
      z.object({
        unique_id: z.string(),
        status: z.string(),
        status_any: z.array(z.string()).optional(),
        failures: z.number().nullish(),
      }),
    )
    .optional(),
  selected: z.array(z.string()).optional(),
});
export type ExpectedResults = z.infer<typeof Results>;

const Relation = z.object({
  schema: z.string(),
  name: z.string(),
  file: z.string(),
  kind: z.string(),
  columns: z.array(z.tuple([z.string(), z.string()])),
});
export type ExpectedRelation = z.infer<typeof Relation>;

/** A project, what happens to it, and what dbt made of it. */
export interface History {
  readonly name: string;
  readonly folder: string;
  readonly sourceTypes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly steps: readonly Step[];
  readonly looseColumns: Readonly<Record<string, readonly string[]>>;
  /** What dbt is known to do oddly there: `defect`, `debatable`, `follows`. */
  oddity(relation: string, step: string): string | undefined;
  /** Whether another engine may have a relation of one of these names still where none is expected: only a cascade removed it. */
  mayRemain(...names: readonly string[]): boolean;
}

/** The folders of histories in a folder, or the folder itself when it is one. */
export function historiesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return basename(path) === 'steps.json' ? [join(path, '..')] : [];
  if (existsSync(join(path, 'steps.json'))) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .filter((inside) => statSync(inside).isDirectory())
    .flatMap(historiesIn);
}

export function readHistory(folder: string): History {
  const read = Steps.parse(readJson(join(folder, 'steps.json')));
  const defects = read.known_oracle_defects;
  return {
    name: basename(folder),
    folder,
    sourceTypes: read.source_types,
    steps: read.steps,
    looseColumns: read.loose_columns,
    oddity(relation, step) {
      const kinds = defects
        .filter((one) => one.relations.includes(relation) && (one.steps?.includes(step) ?? true))
        .map(({ kind }) => kind ?? 'defect');
      // Of several the one that asks for something: collapsing also serves what is debatable.
      return ['follows', 'defect', 'debatable'].find((kind) => kinds.includes(kind));
    },
    mayRemain: (...names) =>
      [read.cascade_dropped, ...read.steps.map((step) => step.cascade_dropped)].some((told) =>
        names.some((name) => mentions(told, name)),
      ),
  };
}

export function expectedResults(history: History, step: Step): ExpectedResults {
  return Results.parse(readJson(join(history.folder, 'expected', step.id, 'results.json')));
}

/** Null where the relations after that step aren't recorded. */
export function expectedRelations(history: History, step: Step): readonly ExpectedRelation[] | null {
  const file = join(history.folder, 'expected', step.id, 'relations.json');
  return existsSync(file) ? z.array(Relation).parse(readJson(file)) : null;
}

export function expectedCsv(history: History, step: Step, { file }: ExpectedRelation): string {
  return readFileSync(join(history.folder, 'expected', step.id, file), 'utf8');
}

/** However it is told: a list of names, or of maps with names in them. */
function mentions(told: unknown, name: string): boolean {
  if (typeof told === 'string') return told === name;
  if (Array.isArray(told)) return told.some((one) => mentions(one, name));
  if (typeof told !== 'object' || told === null) return false;
  return Object.entries(told).some(([key, value]) => key === name || mentions(value, name));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
