/**
 * Draws every icon from the two SVG files beside this script: `node resources/build/icons/draw.ts`. The results are
 * committed, so that packaging needs no browser.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../../test/e2e/chromium.ts';
import { icns, ico, type Picture } from './containers.ts';

const HERE = import.meta.dirname;
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const TRAY_SCALES = [1, 2];
const TRAY_POINTS = 22;
const ACCENT = '#12897a';

const browser = await launchChromium();
const page = await browser.newPage();
const svg = await readFile(join(HERE, 'icon.svg'), 'utf8');
const pictures: Picture[] = [];
for (const size of SIZES) pictures.push({ size, png: await draw(page, svg, size) });

await mkdir(join(HERE, 'png'), { recursive: true });
for (const { size, png } of pictures) await writeFile(join(HERE, 'png', `${size}x${size}.png`), png);
await writeFile(join(HERE, 'icon.icns'), icns(pictures));
await writeFile(join(HERE, 'icon.ico'), ico(pictures));

const tray = await readFile(join(HERE, 'tray.svg'), 'utf8');
const source = [
  '/** Drawn by resources/build/icons/draw.ts. In the program itself, so that it is found wherever the program is. */',
  'export const TRAY_IMAGES = {',
  ...(await trayStyle('colour', ACCENT)),
  ...(await trayStyle('template', '#000000')),
  '} as const;',
  '',
];
await writeFile(join(HERE, '../../../main/shell/trayImages.ts'), source.join('\n'));
await browser.close();

async function trayStyle(name: string, colour: string): Promise<string[]> {
  const lines = [`  ${name}: [`];
  for (const scale of TRAY_SCALES) {
    const png = await draw(page, tray.replaceAll('currentColor', colour), TRAY_POINTS * scale);
    lines.push(
      '    [',
      `      ${scale},`,
      `      'data:image/png;base64,${png.toString('base64')}',`,
      '    ],',
    );
  }
  return [...lines, '  ],'];
}

async function draw(on: Page, picture: string, size: number): Promise<Buffer> {
  await on.setViewportSize({ width: size, height: size });
  await on.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${picture}`,
  );
  return on.screenshot({ omitBackground: true });
}
