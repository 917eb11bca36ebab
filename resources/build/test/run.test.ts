import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../bundles/modes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-run-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'vitest.config.ts'), 'export default { test: { include: ["*.test.ts"] } };');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly lines: string[];
  /** A bundle that can't be built is one more failure, and not what these tests are about. */
  readonly unbuilt: number;
}

/** `npm test` as it is, over a project that holds only these tests. */
async function run(tests: Record<string, string>): Promise<Run> {
  const canary = JSON.stringify(join(ROOT, 'test', 'canary.ts'));
  const head = `import { expect, it } from 'vitest'; import { CANARY } from ${canary};
    import { writeFileSync } from 'node:fs'; import { tmpdir } from 'node:os';\n`;
  for (const [name, text] of Object.entries(tests)) await writeFile(join(folder, name), head + text);
  const child = spawn(process.execPath, [join(ROOT, 'resources/build/test.ts'), '--root', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  const code = await new Promise<number | null>((settle) => child.once('close', settle));
  const unbuilt = /^(The \w+ bundle could not be built|There is nothing to build)/m.test(complained) ? 1 : 0;
  return { code, lines: said.trimEnd().split('\n'), unbuilt };
}

it('closes with what passed and failed, once', async () => {
  const { code, lines, unbuilt } = await run({
    'a.test.ts': "it('holds', () => {}); it('breaks', () => expect(1).toBe(2));",
    'b.test.ts': "throw new Error('cannot be loaded');",
  });
  expect(code).toBe(1);
  expect(lines.filter((line) => /^\d+ passed, \d+ failed$/.test(line))).toEqual([lines.at(-1)]);
  expect(lines.at(-1)).toBe(`4 passed, ${2 + unbuilt} failed`);
});

it('fails by name when a green test left the secret behind', async () => {
  const { code, lines } = await run({
    'a.test.ts':
      "it('leaks', () => writeFileSync(tmpdir() + '/app.log', Buffer.from('x' + CANARY).toString('base64')));",
  });
  expect(code).toBe(1);
  expect(lines).toContain('✗ the secret is nowhere in what the tests left behind');
  expect(lines).toContainEqual(expect.stringMatching(/app\.log \(base64\)$/));
  expect(lines.at(-1)).toMatch(/^3 passed, /);
});

it('fails by name when a green test said the secret', async () => {
  const { lines } = await run({ 'a.test.ts': "it('talks', () => console.log('token', CANARY));" });
  expect(lines).toContainEqual(expect.stringMatching(/output\.log \(plain\)$/));
});

it('fails when there was no test to run', async () => {
  const { code, lines, unbuilt } = await run({});
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe(`3 passed, ${1 + unbuilt} failed`);
});
