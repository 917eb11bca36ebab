import { parseSync } from 'vite';
import { type Finding, isCode, lineAt, type Rule, type SourceFile } from '../rule.ts';

/** A domain's front door is a file with something in it, not a list of what lies in others. */
export const barrels: Rule = {
  name: 'barrels',
  check: (files) => files.filter(isCode).flatMap(checkFile),
};

function checkFile(file: SourceFile): Finding[] {
  const { body } = parseSync(file.path, file.text).program;
  const passedOn = body.filter(
    (node) =>
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && node.source !== null),
  );
  const [first] = passedOn;
  if (first === undefined) return [];
  const nothingElse = body.every((node) => passedOn.includes(node) || node.type === 'ImportDeclaration');
  const isIndex = /(^|\/)index\.tsx?$/.test(file.path);
  if (!nothingElse && !isIndex && !passedOn.some((node) => node.type === 'ExportAllDeclaration')) return [];
  const line = lineAt(file.text, first.start);
  return [{ file: file.path, line, message: 'passes on what other files export: import it from them' }];
}
