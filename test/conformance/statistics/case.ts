/** One reference case, as its file has it. What R left empty as `[]` is an empty object here. */
export interface StatisticsCase {
  readonly id: string;
  readonly method: string;
  /** Who computed it: where two programs differ on purpose or by an old slip, the adapter asks for the one's way. */
  readonly engine: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Tolerance;
}

/** Passes when |got - expected| <= abs + rel |expected|. */
export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
  /** Where an optimiser is involved: how far its log-likelihood may lie below the expected one. */
  readonly logLikAbs: number | null;
}

/** From a case to what our functions say about it, shaped like `expected`. Extra keys do no harm. */
export type Adapter = (reference: StatisticsCase) => unknown;

/** Where `got` and `expected` part, one line each; none when they agree. */
export type Compare = (expected: unknown, got: unknown, tolerance?: Tolerance) => string[];

/**
 * A rule in place of comparing every number, for methods that search for an optimum; by method, never by case. It gets the plain comparison to use
 * on those parts that it still holds for, and answers the reasons for failing.
 */
export type Acceptance = (reference: StatisticsCase, got: unknown, compare: Compare) => string[];

/** What a family's file in this folder exports. */
export interface Family {
  readonly adapters: Readonly<Record<string, Adapter>>;
  readonly acceptances?: Readonly<Record<string, Acceptance>>;
}

const FORMAT = [
  'schema',
  'id',
  'method',
  'split',
  'engine',
  'dataset',
  'note',
  'input',
  'params',
  'expected',
  'tolerance',
];

/** A case, or why the value isn't one. */
export function parseCase(value: unknown): StatisticsCase | string {
  if (!isRecord(value)) return 'is no statistics case: not an object';
  if (typeof value['method'] !== 'string') return 'is no statistics case: it names no method';
  // A case without `expected` carries its data at the top: what is not of the format is both what goes in and what must come out.
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !FORMAT.includes(key)));
  const tolerance = record(value['tolerance']);
  return {
    id: typeof value['id'] === 'string' ? value['id'] : '(no id)',
    method: value['method'],
    engine: typeof value['engine'] === 'string' ? value['engine'] : '',
    input: value['input'] === undefined ? rest : record(value['input']),
    params: record(value['params']),
    expected: value['expected'] === undefined ? rest : record(value['expected']),
    tolerance: {
      abs: numberOr(tolerance['abs'], 0),
      rel: numberOr(tolerance['rel'], 0),
      logLikAbs: typeof tolerance['logLikAbs'] === 'number' ? tolerance['logLikAbs'] : null,
    },
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
