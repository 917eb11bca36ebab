import type { Json } from '../../json.ts';
import type { Slice } from '../parts.ts';

const LONGEST = 120;

/** What a person is told a slice is: `region north, 2024-06-01 to 2024-06-10`. */
export function sliceLabel({ partition, cursor }: Slice): string {
  const parts = Object.entries(partition)
    .filter(([name]) => name !== 'parent_slice')
    .map(([name, value]) => `${name} ${shown(value)}`);
  const window = Object.values(cursor).map(shown).join(' to ');
  const label = [...parts, ...(window === '' ? [] : [window])].join(', ');
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}

function shown(value: Json): string {
  if (Array.isArray(value)) return value.map(shown).join(' ');
  return typeof value === 'object' && value !== null ? '…' : String(value);
}
