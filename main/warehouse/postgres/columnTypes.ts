import type { ColumnType, Value } from '../../../shared/domain/column.ts';

/** The numbers Postgres gives its built-in types; fixed for ever. */
export const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
} as const;

/** What a column of ours is declared as. `json`, not `jsonb`: its text comes back to the letter. */
export function declaredType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return 'bigint';
    case 'number':
      return 'double precision';
    case 'boolean':
      return 'boolean';
    case 'day':
      return 'date';
    case 'instant':
      return 'timestamptz(6)';
    case 'json':
      return 'json';
    case 'bytes':
      return 'bytea';
    case 'text':
      return 'text';
  }
}

/** What a type of Postgres is to us. Types we have no word for are read as their text. */
export function columnType(oid: number, modifier: number): ColumnType {
  switch (oid) {
    case OID.int2:
    case OID.int4:
    case OID.int8:
    case OID.oid:
      return { kind: 'integer' };
    case OID.float4:
    case OID.float8:
      return { kind: 'number' };
    case OID.bool:
      return { kind: 'boolean' };
    case OID.bytea:
      return { kind: 'bytes' };
    case OID.date:
      return { kind: 'day' };
    case OID.timestamp:
    case OID.timestamptz:
      return { kind: 'instant' };
    case OID.json:
    case OID.jsonb:
      return { kind: 'json' };
    case OID.numeric:
      return numericType(modifier);
    default:
      return { kind: 'text' };
  }
}

/** `numeric(12,2)` counts hundredths and fits 64 bits; one without limits, or with wider ones, doesn't. */
function numericType(modifier: number): ColumnType {
  if (modifier < 4) return { kind: 'number' };
  const precision = (modifier - 4) >> 16;
  const scale = (modifier - 4) & 0x7ff;
  return precision <= 18 && scale <= 9 ? { kind: 'decimal', scale } : { kind: 'number' };
}

/** From what the server writes, under the settings of `sessionSettings.ts`, to a value of ours. */
export function decoderFor(oid: number): (text: string) => Value {
  switch (oid) {
    case OID.int2:
    case OID.int4:
    case OID.int8:
    case OID.oid:
      return BigInt;
    case OID.float4:
    case OID.float8:
      return Number;
    case OID.bool:
      return (text) => text === 't';
    case OID.bytea:
      return (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'));
    case OID.timestamp:
    case OID.timestamptz:
      return instantText;
    default:
      return (text) => text;
  }
}

/** `2026-03-08 10:00:00.5+00` → `2026-03-08T10:00:00.500000Z`. What isn't of this shape (`infinity`, BC) stays. */
function instantText(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:\+00)?$/.exec(text);
  if (parts === null) return text;
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(6, '0')}Z`;
}
