import type { ChartProps } from './chart.ts';

export function Chart({ title }: ChartProps) {
  return <figure aria-label={title} />;
}
