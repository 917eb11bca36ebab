import type { Engine } from '../../../warehouse/store.ts';
import type { SeedTable } from '../../project/seeds/readSeed.ts';
import { quoted, textLiteral } from '../../sql/quoted.ts';
import { inferType, isEmpty, type SeedType } from './inferTypes.ts';
import { dayOf, instantOf, numberOf } from './readCell.ts';

export interface SeedColumn {
  readonly name: string;
  /** As SQL writes it. */
  readonly written: string;
  /** Null where `column_types` says what the engine shall make of the text itself. */
  readonly inferred: SeedType | null;
  /** As the engine calls it. */
  readonly type: string;
}

const TYPE_NAMES: Readonly<Record<Engine, Readonly<Record<SeedType, string>>>> = {
  postgres: {
    integer: 'integer',
    float: 'float8',
    date: 'date',
    timestamp: 'timestamp without time zone',
    boolean: 'boolean',
    text: 'text',
  },
  sqlite: {
    integer: 'integer',
    float: 'real',
    date: 'date',
    timestamp: 'timestamp',
    boolean: 'boolean',
    text: 'text',
  },
};

export function seedColumns(
  table: SeedTable,
  engine: Engine,
  settings: {
    readonly columnTypes: Readonly<Record<string, string>>;
    readonly quoteColumns: boolean;
  },
): readonly SeedColumn[] {
  return table.columns.map((name, at) => {
    const given = settings.columnTypes[name];
    const written = settings.quoteColumns ? quoted(name) : name;
    if (given !== undefined) return { name, written, inferred: null, type: given };
    const inferred = inferType(cellsOf(table, at));
    return { name, written, inferred, type: TYPE_NAMES[engine][inferred] };
  });
}

function* cellsOf(table: SeedTable, at: number): Generator<string | null> {
  for (const row of table.rows) yield row[at] ?? null;
}

/** Characters of one statement: few statements, none so long that it holds up the others. */
const STATEMENT_SIZE = 400_000;

export function* insertStatements(
  table: SeedTable,
  columns: readonly SeedColumn[],
  relation: string,
  engine: Engine,
): Generator<string> {
  const head = `insert into ${relation} (${columns.map((column) => column.written).join(', ')}) values\n`;
  let rows: string[] = [];
  let size = 0;
  for (const row of table.rows) {
    const text = `(${columns.map((column, at) => literal(row[at] ?? null, column, engine)).join(', ')})`;
    rows.push(text);
    size += text.length;
    if (size < STATEMENT_SIZE) continue;
    yield head + rows.join(',\n');
    rows = [];
    size = 0;
  }
  if (rows.length > 0) yield head + rows.join(',\n');
}

function literal(cell: string | null, { inferred, type }: SeedColumn, engine: Engine): string {
  if (isEmpty(cell)) return 'null';
  const kind = inferred ?? (engine === 'sqlite' ? kindOfType(type) : 'text');
  switch (kind) {
    case 'integer':
    case 'float': {
      const number = numberOf(cell);
      if (number === null) return textLiteral(cell);
      return kind === 'integer' ? number.replace(/\.0*$/, '') : number;
    }
    case 'date':
      return textLiteral(dayOf(cell) ?? cell);
    case 'timestamp':
      return textLiteral(moment(cell, engine));
    case 'boolean': {
      const yes = yesOrNo(cell);
      if (yes === null) return textLiteral(cell);
      if (engine === 'sqlite') return yes ? '1' : '0';
      return String(yes);
    }
    case 'text':
      return textLiteral(cell);
  }
}

/** Instants are UTC text with microseconds on SQLite. */
function moment(cell: string, engine: Engine): string {
  const day = dayOf(cell);
  const read =
    day === null
      ? (instantOf(cell, ' ') ?? instantOf(cell.trim().replace(' ', 'T'), 'T'))
      : `${day} 00:00:00`;
  if (read === null || engine === 'postgres') return read ?? cell;
  const [seconds = read, fraction = ''] = read.split('.');
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(6, '0')}Z`;
}

/** SQLite takes any text for any type; what is meant decides what is written. */
function kindOfType(type: string): SeedType {
  const name = type.toLowerCase();
  if (name.startsWith('bool')) return 'boolean';
  if (name.startsWith('timestamp') || name === 'datetime') return 'timestamp';
  return name === 'date' ? 'date' : 'text';
}

function yesOrNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  if (['true', 't', 'yes', 'y', 'on', '1'].includes(word)) return true;
  return ['false', 'f', 'no', 'n', 'off', '0'].includes(word) ? false : null;
}
