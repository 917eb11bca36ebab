/** The signal moved so that it stands beside the sales it is paired with: x[t − lead] on the day t. */
export function shifted(values: readonly (number | null)[], lead: number): (number | null)[] {
  return values.map((_, day) => values[day - lead] ?? null);
}
