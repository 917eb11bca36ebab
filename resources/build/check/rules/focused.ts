import { parseSync, Visitor } from 'vite';
import { type Finding, isCode, isTest, lineAt, type Rule, type SourceFile } from '../rule.ts';

const RUNNERS = new Set(['it', 'test', 'describe', 'suite', 'bench']);
const CONTEXTS = new Set(['context', 'ctx', 'task']);
const MARKS = new Set(['only', 'skip', 'todo', 'fails', 'runIf', 'skipIf']);
const ALIASES = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'ftest', 'fdescribe']);

/** A test that doesn't run, or keeps others from running, reads as green. What can't run here says so and passes. */
export const focused: Rule = {
  name: 'skipped or focused tests',
  check: (files) => files.filter((file) => isCode(file) && isTest(file.path)).flatMap(checkFile),
};

function checkFile(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  const add = (start: number, what: string) =>
    found.push({
      file: file.path,
      line: lineAt(file.text, start),
      message: `${what} keeps a test from running`,
    });
  new Visitor({
    MemberExpression(node) {
      const { property } = node;
      if (property.type !== 'Identifier' || !MARKS.has(property.name)) return;
      const root = rootName(node.object);
      if (RUNNERS.has(root) || (CONTEXTS.has(root) && property.name === 'skip'))
        add(node.start, `${root}.${property.name}`);
    },
    CallExpression(node) {
      const root = rootName(node.callee);
      if (ALIASES.has(root)) add(node.start, root);
      if (!RUNNERS.has(root)) return;
      for (const argument of node.arguments.slice(1)) {
        if (argument.type !== 'ObjectExpression') continue;
        for (const entry of argument.properties)
          if (entry.type === 'Property' && entry.key.type === 'Identifier' && MARKS.has(entry.key.name))
            add(entry.start, `the option ${entry.key.name}`);
      }
    },
  }).visit(parseSync(file.path, file.text).program);
  return found;
}

interface Link {
  readonly type: string;
  readonly name?: unknown;
  readonly object?: Link;
  readonly callee?: Link;
  readonly tag?: Link;
}

/** The name a chain such as `it.concurrent.each(rows).only` starts with. */
function rootName(node: Link): string {
  const next = node.object ?? node.callee ?? node.tag;
  if (next !== undefined) return rootName(next);
  return typeof node.name === 'string' ? node.name : '';
}
