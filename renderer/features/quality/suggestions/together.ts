import type { Suggestion } from '../../../../shared/contract/quality.ts';

/** Several suggestions as one piece of a property file, each column once. */
export function together(suggestions: readonly Suggestion[]): string {
  const byColumn = Map.groupBy(suggestions, ({ column }) => column ?? '');
  const lines = [...byColumn].flatMap(([, some]) => {
    const [first] = some;
    if (first === undefined) return [];
    const [, ...head] = first.yaml.trimEnd().split('\n');
    const checks = some.slice(1).flatMap(({ yaml }) => checksOf(yaml));
    return [...head, ...checks];
  });
  return `columns:\n${lines.join('\n')}\n`;
}

/** What stands below `data_tests:`. */
function checksOf(yaml: string): string[] {
  const lines = yaml.trimEnd().split('\n');
  return lines.slice(lines.findIndex((line) => line.trim() === 'data_tests:') + 1);
}
