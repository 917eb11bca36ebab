import type { Annotation, PairView } from '../../../../shared/contract/explorer.ts';
import type { OwnNote } from '../../../../shared/domain/ownNote.ts';

/** The notes that belong beside a pair, on its steps. One that names no product, trend or platform belongs beside all. */
export function noteSpans(
  notes: readonly OwnNote[],
  { steps, outcome, grain }: Pick<PairView, 'steps' | 'outcome' | 'grain'>,
  about: Readonly<Record<string, string | null>>,
): Annotation[] {
  const fits = ({ product, trend, platform }: OwnNote) =>
    (product === undefined || product === about['product'] || product === outcome) &&
    (trend === undefined || trend === about['trend']) &&
    (platform === undefined || platform === about['platform']);
  const days = steps.map((step) => step.slice(0, 10));
  return notes.filter(fits).flatMap((note) => {
    const last = note.last ?? note.first;
    // The Monday that a week is written as may lie before the note.
    const begins = grain === 'week' ? days.findLastIndex((day) => day <= note.first) : -1;
    const from = begins >= 0 ? begins : days.findIndex((day) => day >= note.first);
    const to = days.findLastIndex((day) => day <= last);
    if (from < 0 || to < from || beyond(days, note.first, grain)) return [];
    return [{ kind: 'note' as const, name: note.text, from, to, note: note.id }];
  });
}

/** After the last week has ended, too, the last Monday lies before the note. */
function beyond(days: readonly string[], first: string, grain: PairView['grain']): boolean {
  const last = days.at(-1);
  if (grain !== 'week' || last === undefined) return false;
  return Date.parse(first) - Date.parse(last) >= 7 * 86_400_000;
}
