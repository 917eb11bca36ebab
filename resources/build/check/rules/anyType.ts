import { parseSync, Visitor } from 'vite';
import { type Finding, isCode, lineAt, type Rule, type SourceFile } from '../rule.ts';

/** Directives that silence a checker, with the text that must follow where one may be used at all. */
const SILENCERS: readonly { readonly mark: RegExp; readonly message: string }[] = [
  { mark: /^\W*@ts-ignore/, message: '@ts-ignore hides every error: use @ts-expect-error with its reason' },
  { mark: /^\W*@ts-nocheck/, message: '@ts-nocheck turns the checker off for the whole file' },
  { mark: /^\W*@ts-expect-error(?![\s:–-]+\S{2,} +\S)/, message: '@ts-expect-error needs its reason' },
  { mark: /^\W*biome-ignore\S*(?! [\w/]+: *[^\s<]\S* +\S)/, message: 'biome-ignore needs its reason' },
];

/** Nothing opts out of the type checker or the linter without saying why. */
export const anyType: Rule = {
  name: 'any and silenced checks',
  check: (files) => files.filter(isCode).flatMap(checkFile),
};

function checkFile(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const add = (start: number, message: string) =>
    found.push({ file: file.path, line: lineAt(file.text, start), message });
  const { program, comments } = parseSync(file.path, file.text);
  for (const comment of comments)
    for (const { mark, message } of SILENCERS) if (mark.test(comment.value)) add(comment.start, message);
  new Visitor({
    TSAnyKeyword: (node) => add(node.start, 'any switches the types off: use unknown, or the type'),
  }).visit(program);
  return found;
}
