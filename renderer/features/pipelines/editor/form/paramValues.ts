import type { Param } from '../../../../../shared/domain/pipeline/pipeline.ts';

export function paramWords(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

export function paramTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** As its type where it can be read as that; else as it was typed, for the check to speak of. */
export function paramEntered(type: Param['type'], text: string): string | number | undefined {
  if (text === '') return undefined;
  if (type !== 'number' && type !== 'integer') return text;
  const number = Number(text);
  // A point at the end is a number being typed.
  return Number.isFinite(number) && String(number) === text.trim() ? number : text;
}

export function freeParam(names: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'param' : `param_${number}`;
    if (!names.includes(name)) return name;
  }
}
