import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const CALL = 'PgQueryModule()';

/**
 * The SQL parser is compiled code in a file beside its script. A bundle would leave that file behind, and a module has no
 * `__dirname` to find it by: the file goes beside the bundle, and the script is told where.
 */
export function sqlParserFile(): Plugin {
  return {
    name: 'sql-parser-file',
    enforce: 'pre',
    transform(code, id) {
      const path = id.replaceAll('\\', '/');
      if (path.endsWith('libpg-query/wasm/libpg-query.js'))
        return { code: code.replaceAll('__dirname', '"."'), map: null };
      if (!path.endsWith('libpg-query/wasm/index.js')) return null;
      if (!code.includes(CALL)) this.error('libpg-query starts its parser in another way than it did.');
      const file = join(dirname(id), 'libpg-query.wasm');
      this.emitFile({ type: 'asset', fileName: 'libpg-query.wasm', source: readFileSync(file) });
      const located = 'PgQueryModule({ locateFile: (name) => import.meta.dirname + "/" + name })';
      return { code: code.replace(CALL, located), map: null };
    },
  };
}
