import { gapped } from '../figures.ts';

/** The space between two lines: the lower one unseen, the width stacked on it. Both are silent, so that the cursor stays on what they surround. */
export function bandBetween(
  lower: readonly (number | null | undefined)[],
  upper: readonly (number | null | undefined)[],
  { color, opacity, stack, step }: { color: string; opacity: number; stack: string; step?: 'end' },
) {
  const base = {
    type: 'line',
    silent: true,
    symbol: 'none',
    stack,
    // Widths below 0 must stack too.
    stackStrategy: 'all',
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
    ...(step === undefined ? {} : { step }),
  };
  const from = lower.map((value) => gapped(value));
  const width = upper.map((value, i) => {
    const low = from[i];
    const high = gapped(value);
    return high === null || low === null || low === undefined ? null : high - low;
  });
  return [
    { ...base, data: from },
    { ...base, data: width, areaStyle: { color, opacity } },
  ];
}
