import type { Statement } from './nodes.ts';
import type { SourceText } from './sourceText.ts';
import { eachChild } from './walk.ts';

interface Known {
  hasFilter(name: string): boolean;
  hasTest(name: string): boolean;
}

/**
 * Refuses filters and tests nobody defined. Under an `if` they only matter when they are reached, so that a template may
 * ask first whether there is such a filter; a loop or macro inside begins anew, as in Python's Jinja2.
 */
export function checkNames(statements: readonly Statement[], source: SourceText, known: Known): void {
  for (const statement of statements) check(statement, source, known, false);
}

const OPENS_SCOPE = new Set<unknown>([
  'for',
  'macro',
  'callBlock',
  'filterBlock',
  'with',
  'block',
  'setBlock',
]);

function check(node: object, source: SourceText, known: Known, soft: boolean): void {
  const kind = 'kind' in node ? node.kind : undefined;
  if (!soft && 'name' in node && typeof node.name === 'string' && 'at' in node) {
    const at = node.at as { line: number; column: number };
    if (kind === 'filter' && !known.hasFilter(node.name))
      throw source.error(`No filter named '${node.name}'.`, at, 'syntax', 'TemplateAssertionError');
    if (kind === 'test' && !known.hasTest(node.name))
      throw source.error(`No test named '${node.name}'.`, at, 'syntax', 'TemplateAssertionError');
  }
  const inside = kind === 'if' || kind === 'condition' ? true : OPENS_SCOPE.has(kind) ? false : soft;
  eachChild(node, (child) => check(child, source, known, inside));
}
