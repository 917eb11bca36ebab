import type { Column, Row } from '../../../shared/domain/column.ts';
import { type RelationName, relationName } from '../../../shared/domain/relation.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import { inTurn } from '../inTurn.ts';
import type { LoadPlan } from '../loads.ts';
import type { WriteSession } from '../store.ts';
import { numberedRelation } from './fieldNames.ts';
import { insertLines } from './insertLines.ts';
import type { LoadTables } from './loadTables.ts';
import type { RelationShape } from './relationShape.ts';
import { recordSchema } from './schemaVersion.ts';

export const LOAD_COLUMN: Column = { name: '_load', type: { kind: 'integer' }, nullable: false };

/** Tables with this in front exist only inside a load's transaction; a sweep drops any that a repair brought back. */
export const SHADOW = '_landing_';

export interface LandingContext {
  readonly session: WriteSession;
  readonly tables: LoadTables;
  readonly plan: LoadPlan;
  readonly load: number;
  readonly at: string;
  readonly random: (bytes: number) => Buffer;
}

/** Where the rows of one shape go while the load is made: its own relation, or a shadow of it. */
export interface Place {
  readonly shape: RelationShape;
  readonly into: RelationName;
  rows: number;
}

export interface Landing {
  readonly places: ReadonlyMap<RelationShape, Place>;
  /** Makes the shape's tables and columns what the shape says. */
  ready(shape: RelationShape): Promise<Result<Place>>;
  /** Writes the rows that the shape holds. */
  flush(shape: RelationShape): Promise<Result<void>>;
  /** Field names, child relations and schema history; returns the version of the root's columns. */
  remember(root: RelationShape): Promise<Result<string>>;
}

export function createLanding(context: LandingContext): Landing {
  const { session, tables, plan, load, at } = context;
  const places = new Map<RelationShape, Place & { made: number }>();

  async function ready(shape: RelationShape): Promise<Result<Place>> {
    const known = places.get(shape);
    if (known !== undefined) {
      const fresh = shape.columns.slice(known.made);
      known.made = shape.columns.length;
      const grown = await addColumns(shape, known.into, fresh);
      return grown.ok ? ok(known) : grown;
    }
    const made = await make(shape);
    if (!made.ok) return made;
    const place = { shape, into: made.value, rows: 0, made: shape.columns.length };
    places.set(shape, place);
    return ok(place);
  }

  async function make(shape: RelationShape): Promise<Result<RelationName>> {
    if (shape.founded) {
      const founded = await found(shape);
      if (!founded.ok) return founded;
    }
    // What is replaced keeps its columns for as long as somebody reads it.
    if (!shape.founded && plan.disposition !== 'replace') {
      const fresh = shape.columns.filter(({ name }) => shape.added.includes(name));
      const grown = await addColumns(shape, shape.name, fresh);
      if (!grown.ok) return grown;
    }
    if (plan.disposition === 'append' || (plan.disposition === 'replace' && shape.founded))
      return ok(shape.name);
    // Random, because a restored or salvaged file may hold the shadow of a load whose id was given back.
    const shadow = relationName('raw', `${SHADOW}${load}_${context.random(6).toString('hex')}`);
    const created = await session.createTable({ name: shadow, columns: [LOAD_COLUMN, ...shape.columns] });
    return created.ok ? ok(shadow) : created;
  }

  async function found(shape: RelationShape): Promise<Result<void>> {
    const { parent } = shape;
    if (parent !== null) {
      const free = await freeName(shape.name);
      if (!free.ok) return free;
      shape.rename(free.value);
      const kept = await session.execute(
        `insert into ${tables.children} ("child", "parent") values (?, ?)
          on conflict ("child") do update set "parent" = excluded."parent"`,
        [shape.name, parent.name],
      );
      if (!kept.ok) return kept;
    }
    return session.createTable({ name: shape.name, columns: [LOAD_COLUMN, ...shape.columns] });
  }

  /** A list may be called like a relation that somebody else made. */
  async function freeName(wanted: RelationName): Promise<Result<RelationName>> {
    for (let number = 1; ; number += 1) {
      const name = numberedRelation(wanted, number);
      const found = await session.describe(name);
      if (!found.ok) return found;
      if (found.value === null) return ok(name);
    }
  }

  function addColumns(
    shape: RelationShape,
    into: RelationName,
    columns: readonly Column[],
  ): Promise<Result<void>> {
    const both = plan.disposition === 'merge' && into !== shape.name ? [shape.name, into] : [into];
    return inTurn(columns.flatMap((column) => both.map((name) => () => session.addColumn(name, column))));
  }

  async function flush(shape: RelationShape): Promise<Result<void>> {
    if (shape.rows.length === 0 && shape.added.length === 0) return ok(undefined);
    const place = await ready(shape);
    if (!place.ok) return place;
    const rows = shape.rows.map((row) => widened(row, shape.columns.length));
    shape.rows = [];
    const inserted = await session.insert(
      place.value.into,
      shape.columns.map(({ name }) => name),
      [rows],
      { constants: { _load: BigInt(load) } },
    );
    if (!inserted.ok) return inserted;
    place.value.rows += rows.length;
    return ok(undefined);
  }

  async function remember(root: RelationShape): Promise<Result<string>> {
    for (const shape of [...places.keys()]) {
      const columns = ['relation', 'source', 'stream', 'path', 'role', 'name'];
      const lines = shape.newFields
        .filter(({ child }) => child === undefined || !child.founded || places.has(child))
        .map(({ path, role, name, child }) => [
          shape.name,
          plan.source,
          plan.stream,
          JSON.stringify(path),
          role,
          child?.name ?? name,
        ]);
      const key = '("relation", "source", "stream", "path", "role")';
      const kept = await insertLines(
        session,
        tables.fields,
        columns,
        lines,
        `on conflict ${key} do update set "name" = excluded."name"`,
      );
      if (!kept.ok) return kept;
      if (shape === root) continue;
      const version = await recordSchema(session, tables, {
        relation: shape.name,
        load,
        at,
        columns: shape.columns,
      });
      if (!version.ok) return version;
    }
    return recordSchema(session, tables, { relation: root.name, load, at, columns: root.columns });
  }

  return { places, ready, flush, remember };
}

/** A row made before a later record of its chunk added a column. */
function widened(row: Row, width: number): Row {
  if (row.length === width) return row;
  return Array.from({ length: width }, (_, index) => row[index] ?? null);
}
