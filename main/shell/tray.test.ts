import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { trayIsShown, trayTemplate } from './tray.ts';

function click(items: MenuItemConstructorOptions[], label: string, checked?: boolean): void {
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`no ${label}`);
  (item.click as (item: { checked: boolean | undefined }) => void)({ checked });
}

describe('the tray', () => {
  it('opens, pauses the schedule and quits', () => {
    const done: string[] = [];
    const schedule = {
      paused: () => true,
      setPaused: (paused: boolean) => void done.push(`paused ${paused}`),
      next: () => null,
    };
    const act = { open: () => void done.push('open'), quit: () => void done.push('quit') };
    const items = trayTemplate(schedule, act, new Date());
    expect(items.find(({ label }) => label === 'Pause schedule')).toMatchObject({
      type: 'checkbox',
      checked: true,
    });
    click(items, 'Open Leadline');
    click(items, 'Pause schedule', false);
    click(items, 'Quit Leadline');
    expect(done).toEqual(['open', 'paused false', 'quit']);
  });

  it('says what runs next, unless all is paused', () => {
    const act = { open: () => {}, quit: () => {} };
    const now = new Date(2026, 10, 22, 20, 0);
    const next = () => ({ title: 'Every morning', at: new Date(2026, 10, 23, 6, 0) });
    const labels = (paused: boolean) =>
      trayTemplate({ paused: () => paused, setPaused: () => {}, next }, act, now).map(({ label }) => label);
    expect(labels(false)).toContain('Next: Every morning, tomorrow at 06:00');
    expect(labels(true).some((label) => label?.startsWith('Next'))).toBe(false);
  });

  it('is trusted on macOS and Windows, and on Linux only where something shows it', async () => {
    const asked: string[] = [];
    const owns = (answer: boolean) => async (name: string) => {
      asked.push(name);
      return answer;
    };
    expect(await trayIsShown('win32', owns(false))).toBe(true);
    expect(await trayIsShown('darwin', owns(false))).toBe(true);
    expect(await trayIsShown('linux', owns(false))).toBe(false);
    expect(await trayIsShown('linux', owns(true))).toBe(true);
    expect(asked).toEqual(['org.kde.StatusNotifierWatcher', 'org.kde.StatusNotifierWatcher']);
  });
});
