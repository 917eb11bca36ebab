import type { Column, ColumnType, Value } from '../../../shared/domain/column.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { childName, numberedName, variantName, wantedName } from './fieldNames.ts';
import type { Kind, SeenKinds } from './kind.ts';

/** What a field of a stream became: its column, the variant of it for a kind, or the child relation of its list. */
export interface FieldName {
  readonly path: readonly string[];
  readonly role: 'value' | 'list' | Kind;
  readonly name: string;
}

/** A list's child gets its name when it is made, which is later. */
export interface NewField extends FieldName {
  readonly child?: RelationShape;
}

/** One place in the records of a stream. An object is the fields inside it. */
export interface Field {
  readonly path: readonly string[];
  readonly inside: Map<string, Field>;
  readonly variants: Map<Kind, number>;
  /** Position in the shape's columns. */
  column: number | null;
  list: RelationShape | null;
  seen: SeenKinds | null;
  /** Whether a column or child of its name was looked for: that costs a normalised name. */
  readonly sought: { column: boolean; list: boolean };
}

export const LINEAGE: readonly Column[] = [{ name: '_row', type: { kind: 'integer' }, nullable: false }];
export const CHILD_LINEAGE: readonly Column[] = [
  ...LINEAGE,
  { name: '_parent_row', type: { kind: 'integer' }, nullable: false },
  { name: '_index', type: { kind: 'integer' }, nullable: false },
];

/** What is known of a relation while a load is made, and what that load adds to it. `_load` is left to the landing. */
export class RelationShape {
  readonly parent: RelationShape | null;
  readonly depth: number;
  /** The load that founds a relation founds its columns, whatever the contract. */
  readonly founded: boolean;
  readonly columns: Column[];
  readonly children: RelationShape[] = [];
  readonly newFields: NewField[] = [];
  readonly added: string[] = [];
  readonly root: Field = fieldAt([]);
  readonly learning = new Set<Field>();
  rows: Value[][] = [];
  nextRow = 1n;
  readonly #positions: Map<string, number>;
  readonly #owned = new Set<string>();
  #name: RelationName;

  constructor(known: {
    name: RelationName;
    parent: RelationShape | null;
    columns: readonly Column[] | null;
    fields?: readonly FieldName[];
  }) {
    this.#name = known.name;
    this.parent = known.parent;
    this.depth = known.parent === null ? 0 : known.parent.depth + 1;
    this.founded = known.columns === null;
    const lineage = known.parent === null ? LINEAGE : CHILD_LINEAGE;
    this.columns = [...(known.columns ?? lineage)].filter(({ name }) => name !== '_load');
    this.#positions = new Map(this.columns.map(({ name }, index) => [name, index]));
    for (const field of known.fields ?? []) this.#restore(field);
  }

  /** Of a child that is new: where it would like to lie, until it is made. */
  get name(): RelationName {
    return this.#name;
  }

  rename(name: RelationName): void {
    this.#name = name;
  }

  position(column: string): number | null {
    return this.#positions.get(column) ?? null;
  }

  /** A column that is there already and that no other field of this stream has is this field's. */
  adopt(field: Field): void {
    if (field.sought.column) return;
    field.sought.column = true;
    const wanted = wantedName(field.path);
    const position = this.#positions.get(wanted);
    if (position === undefined || this.#owned.has(wanted)) return;
    field.column = position;
    this.#own({ path: field.path, role: 'value', name: wanted });
  }

  addColumn(field: Field, role: 'value' | Kind, type: ColumnType): number {
    const wanted = wantedName(field.path);
    const name =
      role === 'value'
        ? this.#free(wanted)
        : this.#free(variantName(this.columns[field.column ?? 0]?.name ?? wanted, role));
    const position = this.addNamed({ name, type, nullable: true });
    if (role === 'value') field.column = position;
    else field.variants.set(role, position);
    this.#own({ path: field.path, role, name });
    return position;
  }

  addNamed(column: Column): number {
    const position = this.columns.push(column) - 1;
    this.#positions.set(column.name, position);
    this.added.push(column.name);
    return position;
  }

  /** A child made by another stream of this relation serves this one too. */
  childOf(field: Field): RelationShape | null {
    if (field.sought.list) return null;
    field.sought.list = true;
    const name = childName(this.name, field.path);
    const child = this.children.find((one) => one.name === name && !this.#owned.has(one.name));
    if (child !== undefined) this.#ownList(field, child);
    return child ?? null;
  }

  addChild(field: Field): RelationShape {
    const child = new RelationShape({ name: childName(this.name, field.path), parent: this, columns: null });
    this.children.push(child);
    this.#ownList(field, child);
    return child;
  }

  #ownList(field: Field, child: RelationShape): void {
    field.list = child;
    this.#own({ path: field.path, role: 'list', name: child.name, child });
  }

  #own(field: NewField): void {
    this.#owned.add(field.name);
    this.newFields.push(field);
  }

  #restore({ path, role, name }: FieldName): void {
    const field = path.reduce(inside, this.root);
    this.#owned.add(name);
    // A child is linked when it has been read: `linkChild`.
    if (role === 'list') return;
    const position = this.#positions.get(name);
    if (position === undefined) return;
    if (role === 'value') field.column = position;
    else field.variants.set(role, position);
  }

  linkChild(path: readonly string[], child: RelationShape): void {
    path.reduce(inside, this.root).list = child;
  }

  #free(wanted: string): string {
    for (let number = 1; ; number += 1) {
      const name = numberedName(wanted, number);
      if (!this.#positions.has(name)) return name;
    }
  }
}

export function withDescendants(shape: RelationShape): RelationShape[] {
  return [shape, ...shape.children.flatMap(withDescendants)];
}

export function inside(field: Field, name: string): Field {
  let found = field.inside.get(name);
  if (found === undefined) {
    found = fieldAt([...field.path, name]);
    field.inside.set(name, found);
  }
  return found;
}

function fieldAt(path: readonly string[]): Field {
  return {
    path,
    inside: new Map(),
    variants: new Map(),
    column: null,
    list: null,
    seen: null,
    sought: { column: false, list: false },
  };
}
