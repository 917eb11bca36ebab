import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../main/app/places.ts';
import { openApp } from './app.ts';
import { closeBrowser } from './browser.ts';

/** Takes the pictures that README.md shows, from the real program: `npm run screenshots`. */
const PICTURES = [
  { name: 'welcome', path: '/', workspace: false, theme: 'light' },
  { name: 'home', path: '/', workspace: true, theme: 'light' },
  { name: 'settings-vault', path: '/settings#vault', workspace: true, theme: 'dark' },
] as const;

const folder = join(projectRoot(), 'resources', 'screenshots');
await mkdir(folder, { recursive: true });
for (const { name, path, workspace, theme } of PICTURES) {
  const app = await openApp({ workspace, theme, width: 1280 });
  await app.page.setViewportSize({ width: 1280, height: 800 });
  await app.page.goto(app.loopback.address + path);
  await app.page.getByRole('heading', { level: 1 }).waitFor();
  await app.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await app.page.waitForTimeout(800);
  await app.page.screenshot({ path: join(folder, `${name}.png`) });
  await app.close();
}
await closeBrowser();
