import type { Component } from '../declarative/component.ts';
import type { Making, Transformation } from '../declarative/parts.ts';
import { wrongManifest } from '../declarative/records/faults.ts';
import { word, words } from '../declarative/records/members.ts';

const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * `leadline.NumbersFromText`: text that is a number becomes one, in the fields whose name matches `pattern`; `missing` lists the
 * numbers that a vendor writes for "there is none". For fields that a person chooses, so that no schema can say their type.
 */
export function numbersFromText(component: Component, _making: Making): Transformation {
  const pattern = patternOf(component);
  const missing = new Set(words(component, 'missing').map(Number));
  return {
    apply(record) {
      for (const name of Object.keys(record)) {
        const value = record[name];
        if (typeof value !== 'string' || !pattern.test(name)) continue;
        const text = value.trim();
        if (!NUMBER.test(text)) continue;
        const number = Number(text);
        // More digits than a double holds stay text: a wrong number is worse than one that must be cast.
        if (Number.isInteger(number) && !Number.isSafeInteger(number)) continue;
        record[name] = missing.has(number) ? null : number;
      }
    },
  };
}

function patternOf(component: Component): RegExp {
  const written = word(component, 'pattern', component.members['pattern']);
  try {
    return new RegExp(`^(?:${written})$`);
  } catch {
    throw wrongManifest(component, 'pattern is no regular expression');
  }
}
