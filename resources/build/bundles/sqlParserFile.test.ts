import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqlParserFile } from './sqlParserFile.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sql-parser-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

it('lets a bundle read SQL wherever it lies, with nothing but its own files', async () => {
  const parser = resolve(import.meta.dirname, '../../../main/models/sql/parser.ts');
  const entry = join(folder, 'entry.js');
  await writeFile(
    entry,
    `import { loadSqlParser } from ${JSON.stringify(parser)};
     const parser = await loadSqlParser();
     console.log(JSON.stringify([parser.parse('select 1').ok, parser.parse('selec').ok]));`,
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [sqlParserFile()],
    ssr: { noExternal: true },
    build: {
      outDir: join(folder, 'out'),
      target: 'node24',
      minify: false,
      lib: { entry, formats: ['es'], fileName: () => 'bundle.mjs' },
      rolldownOptions: { platform: 'node', external: [/^node:/, 'fs', 'path', 'crypto'] },
    },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'out/bundle.mjs')], {
    cwd: folder,
  });
  expect(JSON.parse(stdout)).toEqual([true, false]);
}, 60_000);
