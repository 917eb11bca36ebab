import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUNNER = fileURLToPath(new URL('run.ts', import.meta.url));

const good = {
  id: 'good',
  method: 'p_adjust',
  input: { p: [0.01, 0.02] },
  params: [],
  expected: { BH: [0.02, 0.02], truth: 'nobody answers this' },
  tolerance: { abs: 1e-9, rel: null },
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  write('a-good.json', good);
  write('b-wrong.json', { ...good, id: 'wrong', expected: { BH: [0.02, 0.021] } });
  write('c-strange.json', { ...good, id: 'strange', method: 'astrology' });
  write('d-broken.json', '{');
  write('e-no-case.json', { a: 1 });
  write('f-throws.json', { ...good, id: 'throws', input: { p: ['many'] } });
  write('notes.md', 'no case');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, INIT_CWD: folder };
    execFile(process.execPath, [RUNNER, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

describe('the conformance runner', () => {
  it('passes a file, wherever it lies', async () => {
    const { code, output } = await run('statistics', join(folder, 'a-good.json'));
    expect(output).toBe('✓ good (p_adjust)\n1 passed, 0 failed\n');
    expect(code).toBe(0);
  });

  it('takes a path as seen from where it was typed', async () => {
    expect((await run('statistics', 'a-good.json')).output).toContain('1 passed, 0 failed');
  });

  it('gives every case of a folder its line, and a reason to each that fails', async () => {
    const { code, output } = await run('statistics', folder);
    expect(code).toBe(1);
    expect(output).toContain('✓ good (p_adjust)\n');
    expect(output).toContain('✗ wrong (p_adjust)\n    BH[1]: expected 0.021, got 0.02\n');
    expect(output).toContain('✗ strange (astrology)\n    nobody adapts the method astrology\n');
    expect(output).toContain("✗ d-broken.json\n    can't be read as JSON");
    expect(output).toContain('✗ e-no-case.json\n    is no statistics case');
    expect(output).toContain('✗ throws (p_adjust)\n    TypeError: not a number: "many"');
    expect(output.trimEnd().split('\n').at(-1)).toBe('1 passed, 5 failed');
  });

  it('fails for a place without cases, and says how it is called', async () => {
    const missing = await run('statistics', join(folder, 'nowhere'));
    expect(missing).toMatchObject({ code: 1 });
    expect(missing.output).toContain('is not there\n0 passed, 1 failed');
    expect(await run('alchemy', folder)).toMatchObject({
      code: 1,
      output: expect.stringContaining('usage:'),
    });
    expect(await run()).toMatchObject({ code: 1 });
  });

  it('refuses a target that the kind does not have', async () => {
    expect(await run('models', '--target', 'oracle', folder)).toMatchObject({
      code: 1,
      output: '--target of models is postgres or sqlite\n',
    });
    expect(await run('statistics', folder, '--target=sqlite')).toMatchObject({
      code: 1,
      output: expect.stringContaining('it has none'),
    });
  });
});
