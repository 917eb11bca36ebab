import { Dict } from '../../../jinja/dict.ts';
import { fn } from '../../../jinja/fn.ts';
import { Callable, HostObject, type Value } from '../../../jinja/value.ts';
import type { RelationPlace } from '../nodes.ts';

export type Part = 'database' | 'schema' | 'identifier';
/** How a relation is written into SQL: only the parts included, those quoted in quotes. */
export type RelationPrinter = (
  place: RelationPlace,
  included: ReadonlySet<Part>,
  quoted: ReadonlySet<Part>,
) => string;

const PARTS: readonly Part[] = ['database', 'schema', 'identifier'];

/** A relation as templates handle it: it prints as the quoted name, and can be asked for or rid of its parts. */
export class RelationValue extends HostObject {
  readonly typeName = 'Relation';
  readonly place: RelationPlace;
  readonly kind: string | null;
  private readonly included: ReadonlySet<Part>;
  private readonly quoted: ReadonlySet<Part>;
  private readonly more: (name: string) => Value | undefined;
  private readonly printer: RelationPrinter;

  constructor(
    place: RelationPlace,
    options: {
      readonly kind?: string | null;
      readonly included?: ReadonlySet<Part>;
      readonly quoted?: ReadonlySet<Part>;
      /** Attributes only the second pass has, such as `is_hypertable`. */
      readonly more?: (name: string) => Value | undefined;
      /** Where it lies at the moment it is printed may differ from its parts. */
      readonly printer?: RelationPrinter;
    } = {},
  ) {
    super();
    this.place = place;
    this.kind = options.kind ?? null;
    this.included = options.included ?? new Set(PARTS.filter((part) => place[part] !== ''));
    this.quoted = options.quoted ?? new Set(PARTS);
    this.more = options.more ?? (() => undefined);
    this.printer = options.printer ?? writeParts;
  }

  attribute(name: string): Value | undefined {
    const { place } = this;
    switch (name) {
      case 'database':
      case 'schema':
      case 'identifier':
        return place[name];
      case 'name':
      case 'table':
        return place.identifier;
      case 'type':
        return this.kind;
      case 'is_table':
        return this.kind === 'table';
      case 'is_view':
        return this.kind === 'view';
      case 'is_cte':
        return this.kind === 'cte';
      case 'is_materialized_view':
        return this.kind === 'materialized_view';
      case 'render':
        return fn('render', [], () => this.text());
      case 'quote':
      case 'include':
        return fn(
          name,
          PARTS.map((part) => [part, null] as const),
          (values) => this.changed(name, values),
        );
      case 'without_identifier':
        return fn(name, [], () => this.changed('include', [null, null, false]));
      case 'incorporate':
        return this.incorporate();
      case 'information_schema':
        return this.catalog();
      case 'metadata':
        return Dict.of({ type: 'Relation' });
      case 'get':
        return fn('get', ['name', ['default', null]], ([key = null, other = null]) =>
          typeof key === 'string' ? (this.attribute(key) ?? other) : other,
        );
      case 'path':
        return Dict.of({ database: place.database, schema: place.schema, identifier: place.identifier });
      default:
        return this.more(name);
    }
  }

  override text(): string {
    return this.printer(this.place, this.included, this.quoted);
  }

  override repr(): string {
    return `<Relation ${this.text()}>`;
  }

  override equals(other: Value): boolean {
    return other instanceof RelationValue && PARTS.every((part) => this.place[part] === other.place[part]);
  }

  override hashKey(): string {
    return JSON.stringify(PARTS.map((part) => this.place[part]));
  }

  private with(place: RelationPlace, kind: string | null, included = this.included, quoted = this.quoted) {
    return new RelationValue(place, { kind, included, quoted, more: this.more, printer: this.printer });
  }

  /** The database's own catalog: `relation.information_schema('columns')`, and by itself its name. */
  private catalog(): Value {
    const { database } = this.place;
    const name = `${database === '' ? '' : `"${database}".`}INFORMATION_SCHEMA`;
    const view = ([view = null]: readonly Value[]) => (typeof view === 'string' ? `${name}.${view}` : name);
    return new Callable('information_schema', ({ positional }) => view(positional), { text: name });
  }

  private changed(which: 'quote' | 'include', values: readonly Value[]): RelationValue {
    const set = new Set(which === 'include' ? this.included : this.quoted);
    for (const [at, part] of PARTS.entries()) {
      if (values[at] === false) set.delete(part);
      else if (values[at] === true) set.add(part);
    }
    return which === 'include'
      ? this.with(this.place, this.kind, set)
      : this.with(this.place, this.kind, this.included, set);
  }

  private incorporate(): Value {
    return fn(
      'incorporate',
      [
        ['path', null],
        ['type', null],
      ],
      ([path = null, type = null]) => {
        const given = (part: Part) => {
          const value = path instanceof Dict ? path.get(part) : undefined;
          return typeof value === 'string' ? value : this.place[part];
        };
        const place = {
          database: given('database'),
          schema: given('schema'),
          identifier: given('identifier'),
        };
        return this.with(place, typeof type === 'string' ? type : this.kind);
      },
    );
  }
}

export const writeParts: RelationPrinter = (place, included, quoted) =>
  PARTS.filter((part) => included.has(part))
    .map((part) => (quoted.has(part) ? `"${place[part].replaceAll('"', '""')}"` : place[part]))
    .join('.');
