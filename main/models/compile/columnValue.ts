import { fn } from '../../jinja/fn.ts';
import { type Arguments, HostObject, type Value } from '../../jinja/value.ts';
import type { FoundColumn } from '../../warehouse/builds.ts';

const STRINGS = new Set(['text', 'character varying', 'character', 'varchar', 'char', 'bpchar', 'clob']);
const FLOATS = new Set(['real', 'float4', 'float', 'double precision', 'float8', 'double']);
const INTEGERS = new Set(
  [
    'smallint',
    'integer',
    'bigint',
    'int',
    'int2',
    'int4',
    'int8',
    'serial',
    'bigserial',
    'smallserial',
  ].concat(['serial2', 'serial4', 'serial8']),
);
const NUMERICS = new Set(['numeric', 'decimal', 'num']);

interface Parts {
  readonly name: string;
  readonly dtype: string;
  readonly size: number | null;
  readonly precision: number | null;
  readonly scale: number | null;
}

/** A column as macros handle it. */
export class ColumnValue extends HostObject {
  readonly typeName = 'Column';
  readonly parts: Parts;

  constructor(parts: Parts) {
    super();
    this.parts = parts;
  }

  static of({ name, dataType }: FoundColumn): ColumnValue {
    return new ColumnValue({ name, ...readType(dataType) });
  }

  get dataType(): string {
    const { dtype, size, precision, scale } = this.parts;
    const kind = dtype.toLowerCase();
    if (STRINGS.has(kind) && size !== null) return `${dtype}(${size})`;
    if (NUMERICS.has(kind) && precision !== null && scale !== null) return `${dtype}(${precision},${scale})`;
    return dtype;
  }

  attribute(name: string): Value | undefined {
    const { parts } = this;
    const kind = parts.dtype.toLowerCase();
    const answers = (value: Value) => fn(name, [], () => value);
    switch (name) {
      case 'name':
      case 'column':
        return parts.name;
      case 'quoted':
        return `"${parts.name}"`;
      case 'dtype':
        return parts.dtype;
      case 'data_type':
      case 'expanded_data_type':
        return this.dataType;
      case 'char_size':
        return parts.size;
      case 'numeric_precision':
        return parts.precision;
      case 'numeric_scale':
        return parts.scale;
      case 'is_string':
        return answers(STRINGS.has(kind));
      case 'is_float':
        return answers(FLOATS.has(kind));
      case 'is_integer':
        return answers(INTEGERS.has(kind));
      case 'is_numeric':
        return answers(NUMERICS.has(kind));
      case 'is_number':
        return answers(FLOATS.has(kind) || INTEGERS.has(kind) || NUMERICS.has(kind));
      case 'string_size':
        return answers(parts.size ?? 256);
      case 'literal':
        return fn('literal', ['value'], ([value = null]) => `${String(value)}::${this.dataType}`);
      case 'can_expand_to':
        return fn('can_expand_to', ['other_column'], ([other = null]) => {
          if (!(other instanceof ColumnValue) || !STRINGS.has(kind)) return false;
          return (other.parts.size ?? 256) > (parts.size ?? 256);
        });
      case 'flatten':
        return answers([this]);
      default:
        return COLUMN_TYPE.attribute(name);
    }
  }

  override text(): string {
    return `<Column ${this.parts.name} (${this.dataType})>`;
  }

  override repr(): string {
    return this.text();
  }

  override equals(other: Value): boolean {
    return other instanceof ColumnValue && other.hashKey() === this.hashKey();
  }

  override hashKey(): string {
    const { name, dtype, size, precision, scale } = this.parts;
    return JSON.stringify([name, dtype, size, precision, scale]);
  }
}

/** `api.Column`: what makes columns, and what needs none. */
class ColumnType extends HostObject {
  readonly typeName = 'ColumnType';

  override call({ positional, named }: Arguments): Value {
    const [name = '', type = ''] = [
      positional[0] ?? named.get('column'),
      positional[1] ?? named.get('dtype'),
    ];
    return columnOf(name, String(type));
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'create':
        return fn('create', ['name', 'label_or_dtype'], ([column = '', type = '']) =>
          columnOf(column, translated(String(type))),
        );
      case 'translate_type':
        return fn('translate_type', ['dtype'], ([type = '']) => translated(String(type)));
      case 'string_type':
        return fn('string_type', ['size'], ([size = null]) => `character varying(${String(size)})`);
      case 'numeric_type':
        return fn(
          'numeric_type',
          ['dtype', ['precision', null], ['scale', null]],
          ([type = '', precision = null, scale = null]) =>
            precision === null || scale === null
              ? String(type)
              : `${String(type)}(${String(precision)},${String(scale)})`,
        );
      default:
        return undefined;
    }
  }
}

const COLUMN_TYPE = new ColumnType();

export function columnType(): HostObject {
  return COLUMN_TYPE;
}

export function columnOf(name: Value, type: string): ColumnValue {
  return new ColumnValue({ name: String(name), ...readType(type) });
}

function translated(type: string): string {
  return type.toUpperCase() === 'STRING' ? 'TEXT' : type;
}

/** `character varying(20)` is a type and a size, `numeric(10,2)` a type, a precision and a scale. */
function readType(dataType: string): Omit<Parts, 'name'> {
  const found = /^([^(]+)\((\d+)\s*(?:,\s*(-?\d+)\s*)?\)(.*)$/.exec(dataType);
  const none = { size: null, precision: null, scale: null };
  if (found === null) return { dtype: dataType, ...none };
  const [, before = '', first = '', second, after = ''] = found;
  const dtype = `${before.trim()}${after}`;
  const kind = dtype.toLowerCase();
  if (STRINGS.has(kind)) return { ...none, dtype, size: Number(first) };
  if (NUMERICS.has(kind)) return { ...none, dtype, precision: Number(first), scale: Number(second ?? 0) };
  return { dtype, ...none };
}
