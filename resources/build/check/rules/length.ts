import type { Rule, SourceFile } from '../rule.ts';

const QUESTIONED = 200;
const REFUSED = 400;

/** Files of about 80 lines, questioned at 200, none over 400. Data has the length it has. */
export const length: Rule = {
  name: 'file length',
  check: (files) =>
    files.filter(isWritten).flatMap((file) => {
      const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0);
      if (lines <= QUESTIONED) return [];
      const message = `${lines} lines: ${lines > REFUSED ? `none may have over ${REFUSED}` : 'is it one thing?'}`;
      return [{ file: file.path, line: lines, message, ...(lines > REFUSED ? {} : { question: true }) }];
    }),
};

function isWritten(file: SourceFile): boolean {
  return /\.(tsx?|mjs|css|html|sh)$/.test(file.path) && !/^test\/(golden|conformance)\//.test(file.path);
}
