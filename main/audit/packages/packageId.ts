import { createHash } from 'node:crypto';
import type { AuditVariant } from '../../../shared/domain/audit.ts';
import type { Material } from './material/material.ts';

/** Of what is in it: rows that come in pages are in it by the totals and versions that stand for them. */
export function packageIdOf(material: Material, variant: AuditVariant): string {
  const hash = createHash('sha256').update(variant);
  hash.update(canonical(material));
  return `LL-${hash.digest('hex').slice(0, 24).toUpperCase()}`;
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return `x${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  return `{${Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join()}}`;
}
