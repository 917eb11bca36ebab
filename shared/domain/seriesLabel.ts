import { onPlatform } from './platformName.ts';

/**
 * A series as people call it, from the columns that its study names under label: the first says what it is, a platform where,
 * and any other stands in brackets. "Sourdough scoring on YouTube (views)".
 */
export function seriesLabel(columns: readonly string[], cells: readonly (string | null)[]): string | null {
  const [what, ...others] = columns.map((column, at) => ({ column, cell: cells[at]?.trim() || null }));
  if (what?.cell == null) return null;
  const told = others.filter((one) => one.cell !== null);
  const where = told.filter(({ column }) => column === 'platform').map(({ cell }) => onPlatform(cell ?? ''));
  const rest = told
    .filter(({ column }) => column !== 'platform')
    .map(({ cell }) => cell?.replaceAll('_', ' '));
  return [what.cell, ...where, ...(rest.length > 0 ? [`(${rest.join(', ')})`] : [])].join(' ');
}
