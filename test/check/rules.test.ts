import { describe, expect, it } from 'vitest';
import { anyType } from '../../resources/build/check/rules/anyType.ts';
import { barrels } from '../../resources/build/check/rules/barrels.ts';
import { documents } from '../../resources/build/check/rules/documents.ts';
import { focused } from '../../resources/build/check/rules/focused.ts';
import { length } from '../../resources/build/check/rules/length.ts';
import { lock } from '../../resources/build/check/rules/lock.ts';
import { machine } from '../../resources/build/check/rules/machine.ts';
import { names } from '../../resources/build/check/rules/names.ts';
import { packages } from '../../resources/build/check/rules/packages.ts';
import { said } from './planted.ts';

describe('packages by place', () => {
  it.each([
    ['main/shell/shell.ts', "import { app } from 'electron';"],
    ['main/warehouse/sqlite/open.ts', "import Database from 'better-sqlite3';"],
    ['main/publish/copy.ts', "import pg from 'pg';"],
    ['main/sources/files/excel.ts', "import { read } from 'xlsx';"],
    ['main/vault/keychain.ts', "await import('keytar');"],
    ['test/warehouse/a.ts', "import pg from 'pg';"],
  ])('%s may: %s', (path, text) => {
    expect(said(packages, path, text)).toEqual([]);
  });

  it.each([
    ['main/app/desktop.ts', "import { app } from 'electron';", /electron is imported only in main\/shell/],
    ['main/app/a.ts', "import type { App } from 'electron/main';", /electron is imported only/],
    ['main/models/a.ts', "const open = require('better-sqlite3');", /better-sqlite3/],
    ['main/models/a.ts', "createRequire(import.meta.url)('better-sqlite3');", /better-sqlite3/],
    ['main/models/a.ts', "import { DatabaseSync } from 'node:sqlite';", /node:sqlite is imported only/],
    ['main/sources/http/a.ts', "import { read } from 'xlsx';", /main\/audit and main\/sources\/files/],
    ['main/app/a.ts', "import.meta.resolve('keytar');", /keytar is imported only in main\/vault/],
    ['resources/build/a.ts', "await import('electron');", /electron/],
  ])('%s may not: %s', (path, text, message) => {
    expect(said(packages, path, text)).toEqual([expect.stringMatching(message)]);
  });
});

describe('file length', () => {
  const lines = (count: number) => 'x;\n'.repeat(count);

  it('asks above 200 lines, refuses above 400, and leaves data alone', () => {
    expect(said(length, 'main/a.ts', lines(200))).toEqual([]);
    expect(length.check([{ path: 'main/a.ts', text: lines(201) }])).toMatchObject([{ question: true }]);
    expect(length.check([{ path: 'main/a.ts', text: lines(400) }])).toMatchObject([{ question: true }]);
    expect(said(length, 'main/a.ts', lines(401))).toEqual(['401 401 lines: none may have over 400']);
    expect(length.check([{ path: 'main/a.ts', text: lines(401) }])[0]).not.toHaveProperty('question');
    expect(said(length, 'package-lock.json', lines(9000))).toEqual([]);
  });
});

describe('skipped or focused tests', () => {
  it.each([
    "it.only('x', () => {});",
    "describe.skip('x', () => {});",
    "test.todo('x');",
    "it.concurrent.only('x', () => {});",
    "it.each([1]).only('x', () => {});",
    "it.fails('x', () => {});",
    "it.runIf(here)('x', () => {});",
    "describe.skipIf(there)('x', () => {});",
    "xit('x', () => {});",
    "fdescribe('x', () => {});",
    "it('x', (context) => context.skip());",
    "it('x', { skip: true }, () => {});",
  ])('sees %s', (text) => {
    expect(said(focused, 'main/a.test.ts', `\n${text}`)).toEqual([
      expect.stringMatching(/^2 .*keeps a test/),
    ]);
  });

  it('leaves alone what only reads alike', () => {
    const text =
      "it('skips', () => reader.skip(3)); const rows = { only: 1 }; it.each([rows])('only', () => {});";
    expect(said(focused, 'main/a.test.ts', text)).toEqual([]);
  });
});

describe('any and silenced checks', () => {
  it.each([
    'let x: any;',
    'f(x as any);',
    'type T = Record<string, any>;',
    '// @ts-ignore because it is so',
    '// @ts-nocheck',
    '// @ts-expect-error',
    '/* @ts-expect-error */',
    '// biome-ignore lint/style/useConst',
    '// biome-ignore lint/style/useConst: <explanation>',
  ])('sees %s', (text) => {
    expect(said(anyType, 'main/a.ts', `\n${text}\nexport {};`)).toEqual([expect.stringMatching(/^2 /)]);
  });

  it('accepts a reason, and the word any among words', () => {
    const text = `
      // any number of rows
      // @ts-expect-error: the declaration forgets the second argument
      // biome-ignore lint/style/useConst: assigned in the worker
      const any = 'as any';
    `;
    expect(said(anyType, 'main/a.ts', text)).toEqual([]);
  });
});

describe('file names', () => {
  it('sees names that say nothing, in folders and files, in any spelling', () => {
    for (const path of [
      'main/utils/day.ts',
      'main/dateUtils.ts',
      'test/helpers.ts',
      'main/log/log-helper.ts',
    ])
      expect(said(names, path, '')).toHaveLength(1);
    expect(said(names, 'main/utility/tariff.ts', '')).toEqual([]);
  });
});

describe('barrels', () => {
  it('sees a file that only passes on others', () => {
    expect(said(barrels, 'main/vault/index.ts', "export { a } from './a.ts';\nconst b = 1;")).toHaveLength(1);
    expect(said(barrels, 'main/vault/all.ts', "export { a } from './a.ts';")).toHaveLength(1);
    expect(said(barrels, 'main/vault/a.ts', "export * from './b.ts';\nconst b = 1;")).toHaveLength(1);
  });

  it('leaves alone a file with something in it', () => {
    expect(said(barrels, 'main/a.ts', "export { a } from './a.ts';\nexport const b = 1;")).toEqual([]);
    expect(said(barrels, 'renderer/index.tsx', "import './a.tsx';\nrender();")).toEqual([]);
  });
});

describe('machine paths and registry hosts', () => {
  it('sees folders of one machine and hosts of a registry', () => {
    expect(said(machine, 'a.md', `see ${['', 'work', 'main'].join('/')}`)).toHaveLength(1);
    expect(said(machine, 'main/a.ts', `'${['', 'home', 'ana', 'shop'].join('/')}'`)).toHaveLength(1);
    expect(said(machine, 'main/a.test.ts', `'${['', 'root'].join('/')}'`)).toHaveLength(1);
    expect(said(machine, 'a.yml', `https://${['registry', 'npmjs', 'org'].join('.')}/zod`)).toHaveLength(1);
  });

  it('leaves alone relative paths, patterns and a made-up home in a test', () => {
    const home = ['', 'home', 'ana', 'shop'].join('/');
    expect(said(machine, 'main/a.test.ts', `'${home}'`)).toEqual([]);
    expect(said(machine, 'main/a.ts', "'./work/a' '../root' /root/ ':root' 'network/work/'")).toEqual([]);
  });
});

describe('lock file without hosts', () => {
  it('sees where a package came from, but not that one lies inside another', () => {
    const from = (source: string) => said(lock, 'package-lock.json', `{\n "resolved": "${source}"\n}`);
    expect(from('https://a.test/zod.tgz')).toEqual([expect.stringMatching(/^2 .*https:\/\/a\.test/)]);
    expect(from('packages/own')).toEqual([]);
  });
});

describe('the README’s commands', () => {
  it('asks for both', () => {
    expect(documents.check([])).toHaveLength(1);
    expect(said(documents, 'README.md', 'npm test')).toEqual([expect.stringMatching(/npm ci && npm start/)]);
    expect(said(documents, 'README.md', 'npm ci && npm start\nnpm test')).toEqual([]);
  });
});
