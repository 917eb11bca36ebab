/** Features of texts, and the texts that have them. Features are numbered in the order of their names. */
export interface FeatureTable {
  readonly numbers: ReadonlyMap<string, number>;
  /** By number: the rarer, the heavier. */
  readonly weights: Float64Array;
  /** Of a feature that none of the texts has. */
  readonly heaviest: number;
  /** The places of a feature lie from its start to the start of the next. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  /** Its share of the text at that place, whose length is 1. */
  readonly shares: Float64Array;
}

/** The features of one text that a table knows, with their shares of its length, which is 1. */
export interface Weights {
  readonly numbers: readonly number[];
  readonly shares: readonly number[];
}

/** Each text is given as places in `names`, every feature once. Only these texts count towards how rare a feature is. */
export function tableOf(texts: readonly Int32Array[], names: readonly string[]): FeatureTable {
  const sorted = names.toSorted();
  const numbers = new Map(sorted.map((name, number) => [name, number]));
  const numberOf = Int32Array.from(names, (name) => numbers.get(name) ?? 0);
  // In order of names everywhere, so that the order of a text's words changes no digit of a sum.
  const numbered = texts.map((text) => text.map((at) => numberOf[at] as number).sort());
  const having = new Int32Array(names.length);
  for (const text of numbered) for (const number of text) having[number] = (having[number] as number) + 1;
  const weights = Float64Array.from(having, (count) => weightOf(texts.length, count));
  const starts = new Int32Array(names.length + 1);
  having.forEach((count, number) => {
    starts[number + 1] = (starts[number] as number) + count;
  });
  const places = new Int32Array(starts[names.length] as number);
  const shares = new Float64Array(places.length);
  const next = starts.slice();
  numbered.forEach((text, place) => {
    let squares = 0;
    for (const number of text) squares += (weights[number] as number) ** 2;
    const length = Math.sqrt(squares);
    for (const number of text) {
      const at = next[number] as number;
      next[number] = at + 1;
      places[at] = place;
      shares[at] = (weights[number] as number) / length;
    }
  });
  return { numbers, weights, heaviest: weightOf(texts.length, 1), starts, places, shares };
}

/** What the table doesn't know meets no other text, and still takes its part of the length. */
export function weighed(names: readonly string[], { numbers, weights, heaviest }: FeatureTable): Weights {
  const found = names.toSorted().map((name) => numbers.get(name));
  const weightAt = (number: number | undefined) =>
    number === undefined ? heaviest : (weights[number] as number);
  const length = Math.sqrt(found.reduce<number>((sum, number) => sum + weightAt(number) ** 2, 0));
  const known = found.filter((number) => number !== undefined);
  return { numbers: known, shares: known.map((number) => weightAt(number) / length) };
}

/** How many texts have it. */
export function frequencyOf({ starts }: FeatureTable, number: number): number {
  return (starts[number + 1] as number) - (starts[number] as number);
}

function weightOf(texts: number, having: number): number {
  return Math.log(1 + texts / Math.max(1, having));
}
