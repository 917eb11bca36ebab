/**
 * Twice the median of the values, which it reorders: the sum of the two in the middle, or of the one taken twice.
 *
 * By partial quicksort (Singleton 1969, CACM algorithm 347; Chambers 1971, algorithm 410), asked for the upper middle before
 * the lower as the published STL asks. That algorithm expects its positions in rising order, so where a split falls between the two,
 * the one asked for out of turn is left where it lies, near the middle but not it. Sorting would be right, as statsmodels has it, and
 * would part from the published STL and R's in the third digit of a robust fit of even length. Both can be had; this is the default.
 */
export function middleOf(values: Float64Array): number {
  const count = values.length;
  const upper = count >> 1;
  const lower = count - 1 - upper;
  settle(values, 0, count - 1, [upper, lower], 0, 1);
  return (values[upper] as number) + (values[lower] as number);
}

const SHORT = 10;

/** Brings the wanted positions `first` to `last`, all believed to lie in start..end, to what sorting would put there. */
function settle(
  values: Float64Array,
  start: number,
  end: number,
  wanted: readonly number[],
  first: number,
  last: number,
): void {
  let from = start;
  let to = end;
  let low = first;
  let high = last;
  while (low <= high && (to - from > SHORT || (from === 0 && to > 0))) {
    const [left, right] = split(values, from, to);
    // The shorter part is gone on with; each way of handing the positions out trusts their order from its own end.
    if (left - from <= to - right) {
      let keep = high;
      while (keep >= low && (wanted[keep] as number) > left) keep--;
      settle(values, right, to, wanted, keep + 1, high);
      to = left;
      high = keep;
    } else {
      let keep = low;
      while (keep <= high && (wanted[keep] as number) < right) keep++;
      settle(values, from, left, wanted, low, keep - 1);
      from = right;
      low = keep;
    }
  }
  if (low <= high) values.subarray(from, to + 1).sort();
}

/** Splits around the median of first, middle and last; answers where the lower part ends and the upper begins. */
function split(values: Float64Array, from: number, to: number): [left: number, right: number] {
  const middle = (from + to) >> 1;
  order(values, from, middle);
  if ((values[to] as number) < (values[middle] as number)) {
    order(values, middle, to);
    order(values, from, middle);
  }
  const pivot = values[middle] as number;
  let left = to;
  let right = from;
  for (;;) {
    do left--;
    while ((values[left] as number) > pivot);
    do right++;
    while ((values[right] as number) < pivot);
    if (right > left) return [left, right];
    const large = values[right] as number;
    values[right] = values[left] as number;
    values[left] = large;
  }
}

function order(values: Float64Array, low: number, high: number): void {
  const value = values[low] as number;
  if (value <= (values[high] as number)) return;
  values[low] = values[high] as number;
  values[high] = value;
}
