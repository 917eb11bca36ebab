import { fromJson } from '../../../jinja/fromJson.ts';
import { text } from '../../../jinja/python/text.ts';
import type { Json } from '../../json.ts';

const UNBOUNDED = { spend: () => undefined, hold: () => undefined, fit: () => undefined };

/** As Python's `str` writes it: `True`, `None`, `{'k': 1}`. */
export function pythonText(value: Json): string {
  return typeof value === 'string' ? value : text(fromJson(value), UNBOUNDED);
}
