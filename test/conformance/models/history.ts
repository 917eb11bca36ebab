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
  cascade_dropped: z
    .union([z.array(z.string()), z.array(Named), z.record(z.string(), z.array(z.string()))])
    .optional(),
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
  /** Whether another engine may still have the relation after that step, because only a cascade removed it. */
  mayRemain(relation: string, step: string): boolean;
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
    mayRemain: (relation, step) => dropped(read.cascade_dropped, relation, step),
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

function dropped(
  recorded: z.infer<typeof Steps>['cascade_dropped'],
  relation: string,
  step: string,
): boolean {
  if (recorded === undefined) return false;
  if (!Array.isArray(recorded))
    // By step or by relation: both are lists of the other.
    return (recorded[step] ?? []).includes(relation) || (recorded[relation] ?? []).includes(step);
  return recorded.some((one) =>
    typeof one === 'string'
      ? one === relation
      : one.relations.includes(relation) && (one.steps?.includes(step) ?? true),
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
