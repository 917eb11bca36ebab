import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildLine, BuildPlace, Builds, Cell } from '../../../warehouse/builds.ts';
import { cellText } from '../../checks/cells.ts';
import { type Compared, comparedAs, countsQuery, sampleQuery, sizeQuery } from './diffSql.ts';

export interface RowDifference {
  /** Those compared: what both have. */
  readonly columns: readonly string[];
  readonly columnsOnlyLeft: readonly string[];
  readonly columnsOnlyRight: readonly string[];
  readonly rowsLeft: number;
  readonly rowsRight: number;
  /** Rows without a counterpart; as many of equal rows as the other side lacks. */
  readonly onlyLeft: number;
  readonly onlyRight: number;
  /** Rows whose key the other side has too, with something else in another column. Zero where there is no key. */
  readonly differing: number;
  /** At most `limit` of those rows, the two of a key next to each other. */
  readonly sample: readonly DifferentRow[];
}

export interface DifferentRow {
  readonly side: 'left' | 'right';
  readonly cells: readonly (string | null)[];
  /** How many of it this side has more. */
  readonly times: number;
}

export interface DiffOptions {
  /** Whoever waits bounds the time by it. */
  readonly signal?: AbortSignal;
  /** Rows in the sample. Default 100. */
  readonly limit?: number;
  /** Rows of either side in the sample. Default: as many as there are within `limit`. */
  readonly ofEach?: number;
  /** More rows than this on either side are not compared. Default: no such bound. */
  readonly most?: number;
  /** Compare only these columns. */
  readonly columns?: readonly string[];
}

/** Compares the rows of two relations as multisets, whatever their order; nothing but reading happens. */
export async function diffRelations(
  line: BuildLine,
  builds: Builds,
  left: BuildPlace,
  right: BuildPlace,
  key: readonly string[] | null,
  options: DiffOptions = {},
): Promise<Result<RowDifference>> {
  const { signal, limit = 100, ofEach = limit, most = Number.POSITIVE_INFINITY } = options;
  const asking = { ...(signal && { signal }) };
  const columnsLeft = await line.columns(left);
  if (!columnsLeft.ok) return columnsLeft;
  const columnsRight = await line.columns(right);
  if (!columnsRight.ok) return columnsRight;
  const there = new Map(columnsRight.value.map((column) => [column.name, column]));
  const wanted = options.columns === undefined ? null : new Set(options.columns);
  const columns = columnsLeft.value.flatMap((column) => {
    const other = there.get(column.name);
    if (other === undefined || wanted?.has(column.name) === false) return [];
    return [{ name: column.name, as: comparedAs(builds.engine, column, other) }];
  });
  const names = new Set(columns.map(({ name }) => name));
  if (names.size === 0)
    return fail('BAD_INPUT', {
      message: `${left.identifier} and ${right.identifier} have no column in common, so their rows can’t be compared.`,
      next: 'Compare two relations with the same columns.',
    });
  const compared: Compared = {
    engine: builds.engine,
    left: builds.written(left),
    right: builds.written(right),
    columns,
    key: key?.every((name) => names.has(name)) === true ? key : [],
  };
  const sizes: number[] = [];
  for (const side of [compared.left, compared.right]) {
    const counted = await line.run(sizeQuery(side, most), asking);
    if (!counted.ok) return counted;
    const size = whole(counted.value.rows[0]?.[0]);
    if (size > most)
      return fail('ROWS_TOO_MANY', {
        message: `${left.identifier} has more than ${most} rows, too many to compare unasked.`,
        next: 'Ask for the comparison if it is worth the time.',
      });
    sizes.push(size);
  }
  const [rowsLeft = 0, rowsRight = 0] = sizes;
  const counts = await line.run(countsQuery(compared), asking);
  if (!counts.ok) return counts;
  const [onlyLeft = 0, onlyRight = 0, differing = 0] = (counts.value.rows[0] ?? []).map(whole);
  const any = onlyLeft + onlyRight + differing > 0 && limit > 0;
  const sample = any ? await line.run(sampleQuery(compared, limit, ofEach), asking) : null;
  if (sample?.ok === false) return sample;
  return ok({
    columns: [...names],
    columnsOnlyLeft: missing(columnsLeft.value, columnsRight.value),
    columnsOnlyRight: missing(columnsRight.value, columnsLeft.value),
    rowsLeft,
    rowsRight,
    onlyLeft,
    onlyRight,
    differing,
    sample: (sample?.value.rows ?? []).map((row) => {
      const more = whole(row.at(-1));
      return {
        side: more > 0 ? 'left' : 'right',
        cells: row.slice(0, -1).map(cellText),
        times: Math.abs(more),
      };
    }),
  });
}

function missing(
  columns: readonly { readonly name: string }[],
  others: readonly { readonly name: string }[],
): readonly string[] {
  const there = new Set(others.map(({ name }) => name));
  return columns.map(({ name }) => name).filter((name) => !there.has(name));
}

/** Postgres sums counts into decimals, which come as text. */
function whole(cell: Cell | undefined): number {
  return Number(cell ?? 0);
}
