import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../resources/build/bundles/modes.ts';
import { buildProgram } from './standIn.ts';

const binary = findElectron();

if (binary === null) {
  process.stderr.write(
    'Not run: the tests in Electron itself, because its runtime is not on this machine.\n',
  );
}

/** The runtime is a download beside the npm package; the package's own entry would start that download. */
function findElectron(): string | null {
  const folder = join(ROOT, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : null;
}

async function inElectron(work: (app: ElectronApplication, home: string) => Promise<void>): Promise<void> {
  if (binary === null) return;
  await buildProgram();
  const home = mkdtempSync(join(tmpdir(), 'leadline-electron-'));
  // Chromium's own sandbox refuses to run as root; the page's fences are the same either way.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ROOT] : [ROOT];
  const app = await _electron.launch({
    executablePath: binary,
    args,
    env: { ...process.env, LEADLINE_HOME: home } as Record<string, string>,
  });
  try {
    await work(app, home);
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  }
}

describe('the desktop program in Electron', () => {
  it('opens its page at its own origin, connected to the core', () =>
    inElectron(async (app) => {
      const page = await app.firstWindow();
      await page.getByText('Leadline').first().waitFor();
      expect(await page.evaluate(() => location.origin)).toBe('app://leadline');
      await page.getByText('Connected').first().waitFor({ state: 'attached' });
    }));

  it('keeps Node and Electron out of the page, new windows shut and permissions denied', () =>
    inElectron(async (app) => {
      const page = await app.firstWindow();
      const seen = await page.evaluate(() =>
        ['require', 'process', 'electron'].filter((name) => name in window),
      );
      expect(seen).toEqual([]);
      expect(await page.evaluate(() => String(window.open('https://example.org/')))).toBe('null');
      const state = await page.evaluate(
        async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
      );
      expect(state).toBe('denied');
      expect(app.windows()).toHaveLength(1);
    }));

  it('stays on its page', () =>
    inElectron(async (app) => {
      const page = await app.firstWindow();
      await page.evaluate(() => {
        location.href = 'https://example.org/';
      });
      await page.waitForTimeout(500);
      expect(new URL(page.url()).protocol).toBe('app:');
    }));

  it('remembers its window and ends with nothing left open', () =>
    inElectron(async (app, home) => {
      await app.firstWindow();
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 640));
      await expect.poll(() => existsSync(join(home, 'window.json'))).toBe(true);
      await app.evaluate(({ app: program }) => program.quit());
      await app.waitForEvent('close');
      expect(JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'))).toMatchObject({ width: 900 });
    }));
});
