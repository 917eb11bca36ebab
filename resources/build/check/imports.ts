import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { lineAt, type SourceFile } from './rule.ts';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone when the program runs. */
  readonly typeOnly: boolean;
}

interface Literal {
  readonly type: string;
  readonly value?: unknown;
}

/** Everything a file reaches for by name: static, re-exported, dynamic, in a type, or through `require`. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (source: Literal | null | undefined, start: number, typeOnly: boolean) => {
    if (source?.type === 'Literal' && typeof source.value === 'string')
      found.push({ specifier: source.value, line: lineAt(file.text, start), typeOnly });
  };
  new Visitor({
    ImportDeclaration(node) {
      const names = node.specifiers;
      const everyName =
        names.length > 0 && names.every((name) => 'importKind' in name && name.importKind === 'type');
      add(node.source, node.start, node.importKind === 'type' || everyName);
    },
    ExportNamedDeclaration(node) {
      add(node.source, node.start, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      add(node.source, node.start, node.exportKind === 'type');
    },
    ImportExpression(node) {
      add(node.source, node.start, false);
    },
    TSImportType(node) {
      add(node.source, node.start, true);
    },
    CallExpression(node) {
      const { callee } = node;
      const [first] = node.arguments;
      if (callee.type === 'Identifier' && callee.name === 'require') add(first, node.start, false);
      if (
        callee.type === 'MemberExpression' &&
        callee.property.type === 'Identifier' &&
        callee.property.name === 'resolve' &&
        ['MetaProperty', 'Identifier'].includes(callee.object.type) &&
        /^(import\.meta|require)$/.test(file.text.slice(callee.object.start, callee.object.end))
      )
        add(first, node.start, false);
      // createRequire(here)('name')
      if (callee.type === 'CallExpression') add(first, node.start, false);
    },
  }).visit(parseSync(file.path, file.text).program);
  return found;
}

/** The project path a relative import leads to, or null for a package. */
export function targetOf(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')));
}

/** `@scope/name` or `name`, without the path inside the package. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
