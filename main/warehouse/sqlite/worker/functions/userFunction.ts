import { refuse } from '../refusal.ts';

/** Integers are bigints both ways; a number is always a REAL, a truth is 1n or 0n. */
export type Scalar = null | bigint | number | string | Uint8Array;

/**
 * A function of our own in SQL. Always deterministic, so that a query may call it once for equal arguments. What it
 * throws fails the statement, with its words.
 */
export type UserFunction =
  | {
      readonly name: string;
      /** How many arguments it takes, each number it may be; none for any. */
      readonly takes: readonly number[];
      readonly run: (...given: Scalar[]) => Scalar;
    }
  | {
      readonly name: string;
      readonly takes: readonly number[];
      /** An aggregate: what is known after each row, and what that comes to. */
      readonly step: (known: Scalar, ...given: Scalar[]) => Scalar;
    };

/** Null for null, as nearly all of SQL. */
export function strict(run: (...given: Exclude<Scalar, null>[]) => Scalar): (...given: Scalar[]) => Scalar {
  return (...given) => {
    for (const one of given) if (one === null) return null;
    return run(...(given as Exclude<Scalar, null>[]));
  };
}

/** As SQLite itself turns a value into text. */
export function text(value: Exclude<Scalar, null>): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  return String(value);
}

export function whole(value: Exclude<Scalar, null>): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isFinite(number)) return Math.trunc(number);
  throw new Error(`${JSON.stringify(text(value))} is no whole number`);
}

/** The answer, or what a person is told instead. Both libraries take any number of values where one of ours takes several. */
export function answered<T>({ name, takes }: UserFunction, given: number, run: () => T): T {
  try {
    if (takes.length > 0 && !takes.includes(given))
      throw new Error(`it takes ${takes.join(' or ')} values, and ${given} were given`);
    return run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw refuse('SQL_FAILED', {
      message: `The function ${name} refused what it was given: ${why}.`,
      next: 'Correct the statement, or leave out the values it can’t use.',
    });
  }
}

export function truth(value: boolean): bigint {
  return value ? 1n : 0n;
}
