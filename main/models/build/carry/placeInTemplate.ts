import type { ProjectNode } from '../../project/nodes.ts';
import type { Place, Position } from '../../project/problem.ts';

/**
 * Where in its file a node's SQL came from. A template leaves no map behind, so the line is looked for as it was written,
 * then the word alone; what stands there more than once, or only came from a macro, is placed at the node's beginning.
 */
export function placeInTemplate(node: ProjectNode, sql: string, at: Position | null): Place {
  if (!('rawCode' in node) || at === null) return 'codeAt' in node ? node.codeAt : node.place;
  const failing = sql.split('\n')[at.line - 1] ?? '';
  const lines = node.rawCode.split('\n');
  const same = only(lines, (line) => line.trim() !== '' && line.trim() === failing.trim());
  if (same !== null) {
    const moved = indent(lines[same] ?? '') - indent(failing);
    return placed(node.codeAt, same, Math.max(1, at.column + moved));
  }
  const word = /^[\w."]+/.exec(failing.slice(at.column - 1))?.[0];
  if (word === undefined) return node.codeAt;
  const holding = only(lines, (line) => line.split(word).length === 2);
  return holding === null
    ? node.codeAt
    : placed(node.codeAt, holding, (lines[holding] ?? '').indexOf(word) + 1);
}

function only(lines: readonly string[], test: (line: string) => boolean): number | null {
  const found = lines.flatMap((line, index) => (test(line) ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

function placed(start: Place, line: number, column: number): Place {
  return {
    file: start.file,
    line: start.line + line,
    column: line === 0 ? start.column + column - 1 : column,
  };
}
