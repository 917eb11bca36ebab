import { Dict } from '../../jinja/dict.ts';
import { fn } from '../../jinja/fn.ts';
import { Fault } from '../../jinja/templateError.ts';
import { Callable, HostObject, Tuple, type Value } from '../../jinja/value.ts';
import type { Answer } from '../../warehouse/builds.ts';
import { pythonText } from '../project/plain.ts';
import { toPlain } from '../project/render/values.ts';
import { cellValue } from './cellValue.ts';

/** Values in order, found by position and by name too: a row of a table, a column of it, and the lists of both. */
export class Sequence extends HostObject {
  readonly typeName: string;
  readonly values: readonly Value[];
  private readonly names: readonly string[];
  private readonly more: (name: string) => Value | undefined;

  constructor(
    typeName: string,
    values: readonly Value[],
    names: readonly string[],
    more: (name: string) => Value | undefined = () => undefined,
  ) {
    super();
    this.typeName = typeName;
    this.values = values;
    this.names = names;
    this.more = more;
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'values':
        return fn(name, [], () => new Tuple(this.values));
      case 'keys':
        return fn(name, [], () => new Tuple(this.names));
      case 'items':
        return fn(name, [], () => this.values.map((value, at) => new Tuple([this.names[at] ?? null, value])));
      case 'dict':
        return fn(name, [], () => new Dict(this.values.map((value, at) => [this.names[at] ?? '', value])));
      case 'get':
        return fn(name, ['key', ['default', null]], ([key = null, other = null]) => this.item(key) ?? other);
      default:
        return this.more(name) ?? this.named(name);
    }
  }

  override item(key: Value): Value | undefined {
    if (typeof key === 'string') return this.named(key);
    return typeof key === 'number' ? this.values.at(key) : undefined;
  }

  override iterate(): Iterable<Value> {
    return this.values;
  }

  override length(): number {
    return this.values.length;
  }

  override contains(value: Value): boolean {
    const wanted = pythonText(toPlain(value));
    return this.values.some((one) => one === value || pythonText(toPlain(one)) === wanted);
  }

  override isTrue(): boolean {
    return this.values.length > 0;
  }

  override text(): string {
    return `<${this.typeName}: (${this.values.map((value) => pythonText(toPlain(value))).join(', ')})>`;
  }

  private named(name: string): Value | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : this.values[at];
  }
}

/** What a query answered, as templates go through it. */
export class AnswerTable extends HostObject {
  readonly typeName = 'Table';
  readonly names: readonly string[];
  readonly cells: readonly (readonly Value[])[];

  constructor(names: readonly string[], cells: readonly (readonly Value[])[]) {
    super();
    this.names = names;
    this.cells = cells;
  }

  static of({ columns, rows }: Answer): AnswerTable {
    return new AnswerTable(
      columns.map(({ name }) => name),
      rows.map((row) => row.map((cell, at) => cellValue(cell, columns[at]?.type ?? ''))),
    );
  }

  get rows(): readonly Sequence[] {
    return this.cells.map((row) => new Sequence('agate.Row', row, this.names));
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'rows':
        return new Sequence('agate.MappedSequence', this.rows, []);
      case 'columns':
        return this.columns();
      case 'column_names':
        return new Tuple(this.names);
      case 'print_table':
      case 'print_csv':
      case 'print_json':
        return new Callable(name, () => '');
      case 'select':
        return fn(name, ['key'], ([key = []]) => this.picked(listOf(key)));
      case 'exclude':
        return fn(name, ['key'], ([key = []]) => {
          const out = new Set(listOf(key));
          return this.picked(this.names.filter((one) => !out.has(one)));
        });
      case 'rename':
        return fn(name, [['column_names', null]], ([names = null]) => this.renamed(names));
      case 'limit':
        return fn(
          name,
          [
            ['start_or_stop', 0],
            ['stop', null],
          ],
          ([first = 0, last = null]) => {
            const [from, to] = last === null ? [0, Number(first)] : [Number(first), Number(last)];
            return new AnswerTable(this.names, this.cells.slice(from, to));
          },
        );
      default:
        return undefined;
    }
  }

  override iterate(): Iterable<Value> {
    return this.rows;
  }

  override item(key: Value): Value | undefined {
    return typeof key === 'number' ? this.rows.at(key) : undefined;
  }

  override length(): number {
    return this.cells.length;
  }

  override isTrue(): boolean {
    return this.cells.length > 0;
  }

  override text(): string {
    return `<agate.Table: ${this.names.join(', ')}>`;
  }

  private columns(): Value {
    const columns = this.names.map(
      (name, at) =>
        new Sequence(
          'agate.Column',
          this.cells.map((row) => row[at] ?? null),
          [],
          (asked) => (asked === 'name' ? name : asked === 'index' ? at : undefined),
        ),
    );
    return new Sequence('agate.MappedSequence', columns, this.names);
  }

  private picked(names: readonly string[]): AnswerTable {
    const places = names.map((name) => {
      const at = this.names.indexOf(name);
      if (at < 0) throw new Fault('KeyError', `The answer has no column ${name}: ${this.names.join(', ')}`);
      return at;
    });
    return new AnswerTable(
      names,
      this.cells.map((row) => places.map((at) => row[at] ?? null)),
    );
  }

  private renamed(names: Value): AnswerTable {
    if (names instanceof Dict)
      return new AnswerTable(
        this.names.map((name) => String(names.get(name) ?? name)),
        this.cells,
      );
    return new AnswerTable(names === null ? this.names : listOf(names), this.cells);
  }
}

function listOf(value: Value): string[] {
  if (typeof value === 'string') return [value];
  const plain = toPlain(value);
  return Array.isArray(plain) ? plain.map(pythonText) : [];
}
