import { dayWords } from '../../../../shared/domain/dayWords.ts';
import type { OutlookInput } from '../../../insight/outlook/madeOutlook.ts';
import { writeDay } from '../../../insight/series/dayNumber.ts';

/** A column as it crosses the wire: what isn't known is null. */
export function asCells(values: Float64Array): (number | null)[] {
  return Array.from(values, cell);
}

export function cell(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function dayAt(firstDay: number, position: number): string {
  return writeDay(firstDay + position);
}

/** The same in a sentence. */
export function dayWordsAt(firstDay: number, position: number): string {
  return dayWords(dayAt(firstDay, position));
}

/** A series as people call it. */
export function calledIn({ labels }: Pick<OutlookInput, 'labels'>, name: string): string {
  return labels?.get(name) ?? name;
}

/** As many digits as a person acts on. */
export function amount(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2));
  return rounded.toLocaleString('en');
}

export function percent(share: number): string {
  const value = Math.abs(share) * 100;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
