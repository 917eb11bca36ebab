import type { OpenStudy } from '../../../../shared/contract/explorer.ts';

/** How what a study is about is called, beside the keys that findings are kept by. */
export interface Called {
  series(name: string): string;
  value(column: string, value: string): string;
}

export function calledBy({ signals, outcomes, labels }: OpenStudy): Called {
  const series = new Map([...signals, ...outcomes].map(({ name, label }) => [name, label]));
  return {
    series: (name) => series.get(name) ?? name,
    value: (column, value) => labels[column]?.[value] ?? value,
  };
}
