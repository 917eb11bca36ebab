import { isCode, type Rule } from '../rule.ts';

const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'misc']);

/** A name says what is inside. */
export const names: Rule = {
  name: 'file names',
  check: (files) =>
    files.filter(isCode).flatMap((file) => {
      const word = wordsOf(file.path).find((candidate) => EMPTY_NAMES.has(candidate));
      if (word === undefined) return [];
      return [{ file: file.path, line: 1, message: `“${word}” says nothing about what is inside` }];
    }),
};

function wordsOf(path: string): string[] {
  return path
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
