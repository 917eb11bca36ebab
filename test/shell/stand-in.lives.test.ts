import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandIn } from './standIn.ts';
import { call, logOf, onlyDialog, openYard, quit, soon, type Yard } from './yard.ts';

// The built main, preload and renderer bundles, together, over the stand-in. Not Electron: electron.test.ts is.

let yard: Yard;
let home: string;
let program: StandIn;
beforeAll(async () => {
  yard = await openYard();
  home = join(yard.folder, 'home');
  program = await yard.boot({ home });
}, 180_000);
afterAll(() => yard.clear());

describe('one run', () => {
  it('comes to the front when it is started a second time, and opens the workspace that names', async () => {
    await program.call('closeWindow');
    const { focused } = await program.call('look');
    const second = yard.start({ home });
    expect(await second.ended).toBe(0);
    await soon(async () => (await program.call('look')).focused).toBeGreaterThan(focused);
    expect(await program.call('look')).toMatchObject({ visible: true });
    expect(await program.call('windowCount')).toBe(1);

    const third = yard.start({ home, args: ['--workspace', join(yard.folder, 'nowhere')] });
    expect(await third.ended).toBe(0);
    const { id, options } = await onlyDialog(program);
    expect(JSON.stringify(options)).toContain('nowhere');
    await program.call('answerDialog', id, { response: 0 });
  });

  it('loads its page again after a crash, and the page finds the core again', async () => {
    const ports = (await program.call('traffic')).length;
    await program.call('crash');
    await soon(() => logOf(home)).toContain('The page crashed');
    await soon(async () => {
      const traffic = await program.call('traffic');
      return traffic.slice(ports).some(({ open, toPage }) => open && toPage > 0);
    }).toBe(true);
    expect((await program.call('traffic')).slice(0, ports).filter(({ open }) => open)).toEqual([]);
  });

  it('gives no port to a page that is not ours, even one that got in', async () => {
    await program.call('abduct', 'https://example.org/');
    const answered = `new Promise((settle) => {
      addEventListener('message', ({ data }) => data.leadline === 'port' && settle('given'));
      postMessage({ leadline: 'connect' }, '*');
      setTimeout(() => settle('refused'), 500);
    })`;
    expect(await program.call('evaluate', answered)).toBe('refused');
    await soon(() => logOf(home)).toContain('A port was refused');
  });
});

describe('between two runs', () => {
  it('remembers the window, quits with 0 and lets go of its workspace', async () => {
    const home = join(yard.folder, 'twice');
    const shop = join(yard.folder, 'shop');
    const first = await yard.boot({ home });
    const made = await call(first, 'workspace', 'create', {
      path: shop,
      name: 'Corner shop',
      template: 'blank',
      zone: 'America/New_York',
      currency: 'USD',
    });
    expect(made).toMatchObject({ value: { path: shop } });
    await soon(async () => JSON.stringify(await first.call('menu'))).toContain('Corner shop');
    await first.call('resize', { x: 200, y: 120, width: 1000, height: 640 });
    await first.call('maximize');
    expect(readdirSync(join(shop, '.leadline', 'lease'))).toHaveLength(1);
    expect(await quit(first)).toBe(0);
    expect(readdirSync(join(shop, '.leadline', 'lease'))).toEqual([]);
    expect(JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'))).toEqual({
      x: 200,
      y: 120,
      width: 1000,
      height: 640,
      maximized: true,
    });

    const second = await yard.boot({ home, args: ['--workspace', shop] });
    expect(await second.call('look')).toMatchObject({
      bounds: { x: 200, y: 120, width: 1000, height: 640 },
      maximized: true,
    });
    await soon(() => second.call('evaluate', 'document.body.innerText')).toContain('Corner shop');
    expect(await second.call('dialogs')).toEqual([]);
    await second.call('clickTray', 'Quit Leadline').catch(() => undefined);
    expect(await second.ended).toBe(0);
  }, 60_000);

  it('opens where it can be reached after the second screen is gone', async () => {
    const home = join(yard.folder, 'screens');
    const laptop = { x: 0, y: 0, width: 1600, height: 1000 };
    const first = await yard.boot({ home, conditions: { displays: [laptop, { ...laptop, x: 1600 }] } });
    await first.call('resize', { x: 1800, y: 50, width: 900, height: 600 });
    expect(await quit(first)).toBe(0);
    const second = await yard.boot({ home });
    expect(await second.call('look')).toMatchObject({ bounds: { x: 160, y: 70, width: 1280, height: 860 } });
    expect(await quit(second)).toBe(0);
  }, 60_000);
});
