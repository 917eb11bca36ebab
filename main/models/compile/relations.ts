import type { Value } from '../../jinja/value.ts';
import type { BuildPlace, FoundRelation } from '../../warehouse/builds.ts';
import type { RelationPlace } from '../project/nodes.ts';
import { type Part, type RelationPrinter, RelationValue, writeParts } from '../project/render/relation.ts';
import type { Surroundings } from './rendering.ts';

/** Relations as the second pass writes them: where they lie at this moment, their parts staying what the project says. */
export interface Relations {
  of(place: RelationPlace, more?: { kind?: string | null; quoting?: Quoting }): RelationValue;
  /** Prints as its bare name. */
  cte(name: string): RelationValue;
  /** What the database found, under the name the project knows. */
  found(relation: FoundRelation, place: RelationPlace): RelationValue;
  /** The text with candidates under the names that readers know. */
  shown(sql: string): string;
}

type Quoting = Readonly<Record<string, boolean>>;

const PARTS: readonly Part[] = ['database', 'schema', 'identifier'];

export function createRelations({ builds, current }: Pick<Surroundings, 'builds' | 'current'>): Relations {
  /** Written candidates to their targets as written. */
  const targets = new Map<string, string>();

  const write = (
    place: BuildPlace,
    included: ReadonlySet<Part>,
    quoted: ReadonlySet<Part>,
    isCandidate = false,
  ): string => {
    // A name on SQLite has a dot in it, and a candidate's has dots everywhere: neither can go without its quotes.
    const all = isCandidate || builds.engine === 'sqlite' || PARTS.every((part) => quoted.has(part));
    if (!all) return writeParts(place, included, quoted);
    const part = (name: Part) => (included.has(name) ? place[name] : '');
    return builds.written({
      database: part('database'),
      schema: part('schema'),
      identifier: part('identifier'),
    });
  };

  const printer: RelationPrinter = (place, included, quoted) => {
    // Without its schema a candidate couldn't be told from anything else.
    const now = included.has('schema') && included.has('identifier') ? current(place) : place;
    if (samePlace(now, place)) return write(place, included, quoted);
    const text = write(now, included, quoted, true);
    targets.set(text, write(place, included, quoted));
    return text;
  };

  return {
    of: (place, { kind = null, quoting = {} } = {}) =>
      new RelationValue(place, {
        kind,
        printer,
        quoted: new Set(PARTS.filter((part) => quoting[part] !== false)),
      }),
    cte: (name) =>
      new RelationValue(
        { database: '', schema: '', identifier: name },
        { kind: 'cte', quoted: new Set(), included: new Set(['identifier']) },
      ),
    found: ({ kind }, place) => new RelationValue(place, { kind: kind.replace(' ', '_'), printer }),
    shown(sql) {
      let text = sql;
      const longest = [...targets].sort(([a], [b]) => b.length - a.length);
      for (const [candidate, target] of longest) text = text.replaceAll(candidate, () => target);
      return text;
    },
  };
}

export function samePlace(a: BuildPlace, b: BuildPlace): boolean {
  return a.identifier === b.identifier && a.schema === b.schema && a.database === b.database;
}

export function placeOf(value: Value | undefined): RelationPlace | null {
  return value instanceof RelationValue ? value.place : null;
}
