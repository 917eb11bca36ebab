import type { LiveTrend } from '../../../../../shared/contract/brief.ts';

/** The line of the last days in a box, broken where days are missing; empty where there are none. */
export function sparkPath(recent: LiveTrend['recent'], width: number, height: number): string {
  const known = recent.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < 2) return '';
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const step = width / (recent.length - 1);
  let pen = 'M';
  return recent
    .flatMap(({ value }, at) => {
      if (value === null) {
        pen = 'M';
        return [];
      }
      const piece = `${pen}${rounded(at * step)},${rounded(height - ((value - low) / span) * height)}`;
      pen = 'L';
      return [piece];
    })
    .join('');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
