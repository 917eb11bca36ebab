import type { ReviewDifference } from '../../../../shared/contract/audit.ts';

/** What a file brings, beside what is on record. */
export function differenceWords(
  { added, changed, removed, same }: ReviewDifference,
  number: (value: number) => string,
): string {
  const parts = [
    [added.length, 'new'],
    [changed.length, 'changed'],
    [removed.length, 'removed'],
    [same, 'as on record'],
  ] as const;
  const told = parts.flatMap(([count, word]) => (count > 0 ? [`${number(count)} ${word}`] : []));
  if (told.length === 0)
    return 'Nobody has written into it yet. Marks, comments, initials and days go into the open cells; the others are locked.';
  if (added.length + changed.length + removed.length === 0)
    return `Nothing new: ${number(same)} ${same === 1 ? 'mark is' : 'marks are'} as on record.`;
  return `Of its marks, ${told.join(', ')}.`;
}
