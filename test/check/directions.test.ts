import { describe, expect, it } from 'vitest';
import { directions } from '../../resources/build/check/rules/directions.ts';
import { said } from './planted.ts';

const from = (path: string, text: string) => said(directions, path, text);

describe('allowed', () => {
  it.each([
    ['shared/contract/app.ts', "import * as z from 'zod';\nimport { call } from './base.ts';"],
    [
      'renderer/features/home/Home.tsx',
      "import { Zone } from '../../../shared/domain/zone.ts';\nimport '../../ui/x.css';",
    ],
    ['renderer/app/routes.ts', "const home = () => import('../features/home/Home.tsx');"],
    ['main/app/serve.ts', "import { join } from 'node:path';\nimport { vault } from '../vault/vault.ts';"],
    [
      'main/rpc/core.ts',
      "import type { Vault } from '../vault/vault.ts';\nimport { z } from '../../shared/z.ts';",
    ],
    ['main/rpc/core.ts', "import { type Vault } from '../vault/vault.ts';"],
    ['main/shell/shell.ts', "import type { Host } from '../rpc/host.ts';\nimport { app } from 'electron';"],
    ['main/vault/memory.ts', "import type { Logger } from '../log/log.ts';"],
    [
      'main/models/compile.ts',
      "import { render } from '../jinja/render.ts';\nimport '../warehouse/store.ts';",
    ],
    ['main/insight/lag.ts', "import type { Day } from '../../shared/domain/day.ts';"],
    [
      'main/vault/vault.test.ts',
      "import { createLog } from '../log/createLog.ts';\nimport '../jobs/registry.ts';",
    ],
    [
      'main/vault/store.suite.ts',
      "import { it } from 'vitest';\nimport { CANARY } from '../../test/canary.ts';",
    ],
    ['shared/domain/zone.test.ts', "import { it } from 'vitest';\nimport { readFileSync } from 'node:fs';"],
    ['vite.config.ts', "import { resolve } from 'node:path';"],
  ])('%s: %s', (path, text) => {
    expect(from(path, text)).toEqual([]);
  });
});

describe('refused', () => {
  it.each([
    ['shared/domain/day.ts', "import '../../main/log/log.ts';", /shared may not import main/],
    ['shared/domain/day.ts', "import { join } from 'node:path';", /runs without Node/],
    ['shared/domain/day.ts', "import pg from 'pg';", /the package pg/],
    ['renderer/app/boot.tsx', "import type { Core } from '../../main/rpc/core.ts';", /may not import main/],
    ['renderer/app/boot.tsx', "type Core = import('../../main/rpc/core.ts').Core;", /may not import main/],
    ['renderer/app/boot.tsx', "import fs from 'fs';", /runs without Node/],
    ['renderer/features/home/a.ts', "import '../settings/b.ts';", /never import each other/],
    ['renderer/features/home/a.ts', "export { b } from '../settings/b.ts';", /never import each other/],
    [
      'main/app/serve.ts',
      "await import('../../renderer/app/boot.tsx');",
      /main\/app may not import renderer/,
    ],
    ['main/vault/a.ts', "import '../jobs/jobs.ts';", /main\/vault may not import main\/jobs/],
    [
      'main/vault/a.ts',
      "import type { Jobs } from '../jobs/jobs.ts';",
      /main\/vault may not import main\/jobs/,
    ],
    ['main/log/a.ts', "import '../vault/vault.ts';", /main\/log may not import/],
    ['main/rpc/a.ts', "import { open } from '../vault/vault.ts';", /only as a type/],
    ['main/shell/a.ts', "import { host } from '../rpc/host.ts';", /only as a type/],
    ['main/shell/a.ts', "import type { Core } from '../rpc/core.ts';", /may not import main\/rpc\/core/],
    ['main/models/a.ts', "import '../warehouse/sqlite/open.ts';", /may not import main\/warehouse/],
    ['main/insight/a.ts', "import '../../shared/errors/failure.ts';", /may not import shared\/errors/],
    ['main/jinja/a.ts', "import { readFile } from 'node:fs/promises';", /runs without Node/],
    ['main/jinja/a.ts', "import '../log/log.ts';", /may not import main\/log/],
    ['renderer/ui/a.test.ts', "import '../../main/log/log.ts';", /may not import main/],
    ['main/gadgets/a.ts', '', /does not know/],
  ])('%s: %s', (path, text, message) => {
    expect(from(path, text)).toEqual([expect.stringMatching(message)]);
  });

  it('on the line where it stands, and not in words about it', () => {
    const text =
      "// import '../jobs/jobs.ts'\nconst words = `import '../jobs/jobs.ts'`;\nimport '../jobs/jobs.ts';";
    expect(from('main/vault/a.ts', text)).toEqual(['3 main/vault may not import main/jobs/jobs.ts']);
  });
});
