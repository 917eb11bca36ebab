import type { ColumnType, Value } from '../../../shared/domain/column.ts';
import { RelationName } from '../../../shared/domain/relation.ts';
import type { RowColumn } from '../packages/material/rowSet.ts';
import { numberIn } from '../packages/sheet/cellOf.ts';
import { ageBand, incomeBand } from './bands.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { isBand, isWord } from './words.ts';

/** What becomes of a column. */
export interface Treatment {
  readonly is: 'kept' | 'left out' | 'renamed' | 'in bands' | 'counted' | 'scaled';
  /** As it stands in the package. */
  readonly column: RowColumn;
  /** Whether it is multiplied by the secret number. */
  readonly scales: boolean;
  value(value: Value): Value;
}

export interface ColumnPlace {
  readonly pseudonyms: Pseudonyms;
  /** The moment the package is of, for ages told as a day of birth. */
  readonly asOf: string;
  readonly minorDigits: number;
  /** Of people's own tables: moments are told as days. The program's own records keep theirs. */
  readonly isOwn: boolean;
  /** The amounts of a finding identify a shop, and its figures need none of them. */
  readonly withAmounts: boolean;
}

const TEXT: ColumnType = { kind: 'text' };
/** Numbers that are names: of people, of orders, of places. */
const IDENTIFYING =
  /(^|_)(id|ids|no|nr|number|key|code|phone|tel|telephone|mobile|fax|zip|zipcode|postcode|postal|plz|street|house|address|addr|email|mail|ip|lat|latitude|lon|lng|longitude|iban|card|account|ssn|tax|vat|passport|url|link|handle|user|username|name)(_|$)/i;

export function treatmentOf(column: RowColumn, place: ColumnPlace): Treatment {
  const { name, type, holds } = column;
  const { pseudonyms, isOwn, withAmounts } = place;
  const told = (
    is: Treatment['is'],
    as: ColumnType,
    words: string,
    value: Treatment['value'],
  ): Treatment => ({
    ...{ is, value, scales: false },
    column: { ...column, type: as, told: words },
  });
  const scaled = (is: Treatment['is'], words: string): Treatment => ({
    ...told(is, { kind: 'number' }, words, (value) => {
      const number = numberIn(value, type);
      return number === null ? null : number * pseudonyms.factor;
    }),
    scales: true,
  });
  const leftOut = told('left out', TEXT, '', () => null);
  const kept = told('kept', type, '', (value) => value);
  const isText = type.kind === 'text';
  if (holds === 'lineage') return kept;
  if (holds === 'free text' || type.kind === 'json' || type.kind === 'bytes') return leftOut;
  if (holds === 'age' || holds === 'income')
    return told('in bands', TEXT, 'In bands.', (value) => bandOf(value, column, place));
  if (isText)
    return told('renamed', TEXT, 'Names under a key; words of the program stand as they are.', (value) =>
      typeof value !== 'string' ? null : renamed(value, name, holds === 'figure', pseudonyms),
    );
  if (type.kind === 'instant' && isOwn)
    return told('kept', { kind: 'day' }, 'Its day.', (value) =>
      typeof value === 'string' ? value.slice(0, 10) : null,
    );
  if (type.kind === 'day' || type.kind === 'instant' || type.kind === 'boolean') return kept;
  if (isOwn && IDENTIFYING.test(name))
    return told('renamed', TEXT, 'Names under a key.', (value) =>
      value === null ? null : pseudonyms.of(kindOf(name), String(value)),
    );
  if (!withAmounts) return leftOut;
  if (holds === 'money') return scaled('scaled', 'Multiplied by one secret number.');
  // What a value is of isn't known: it is taken for a count and for an amount.
  if (isOwn && /(^|_)value$/.test(name))
    return scaled('counted', `${SMALL} The others are multiplied by one secret number.`);
  if (holds === 'count' || (isOwn && type.kind === 'integer'))
    return told('counted', type, SMALL, (value) => value);
  return kept;
}

const SMALL = 'Counts from 1 to 4 are left out, and one more where they would follow from the total.';

function renamed(value: string, column: string, mayBeWord: boolean, pseudonyms: Pseudonyms): string {
  if ((mayBeWord && isWord(value)) || (column === 'currency' && /^[A-Z]{3}$/.test(value))) return value;
  if (RelationName.safeParse(value).success) return pseudonyms.relation(value);
  if (/^[0-9a-f]{64}$/.test(value)) return pseudonyms.digest(value);
  return pseudonyms.of(kindOf(column), value);
}

/** As its column is called. */
function kindOf(column: string): string {
  return (
    column
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 24) || 'name'
  );
}

function bandOf(value: Value, { name, type, holds }: RowColumn, place: ColumnPlace): string | null {
  if (typeof value === 'string' && type.kind === 'text') {
    const number = /^\s*\d+([.,]\d+)?\s*$/.test(value) ? Number(value.replace(',', '.')) : null;
    if (number === null) return isBand(value) ? value.trim() : null;
    return holds === 'age' ? ageBand(ageOf(number, place.asOf)) : incomeBand(number);
  }
  if (holds === 'age') {
    if (typeof value === 'string')
      return ageBand((Date.parse(place.asOf) - Date.parse(value.slice(0, 10))) / (365.2425 * 86_400_000));
    return ageBand(ageOf(numberIn(value, type), place.asOf));
  }
  const income = numberIn(value, type);
  const isMinor = name.endsWith('_minor') && type.kind !== 'decimal';
  return incomeBand(income === null || !isMinor ? income : income / 10 ** place.minorDigits);
}

/** A year of birth as an age. */
function ageOf(number: number | null, asOf: string): number | null {
  return number !== null && number >= 1_850 && number <= 2_200 ? Number(asOf.slice(0, 4)) - number : number;
}
