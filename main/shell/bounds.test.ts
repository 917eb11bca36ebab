import { describe, expect, it } from 'vitest';
import { placeOn, type WindowPlace } from './bounds.ts';

const laptop = { workArea: { x: 0, y: 25, width: 1440, height: 875 } };
const beside = { workArea: { x: 1440, y: 0, width: 1920, height: 1080 } };
const place = (change: Partial<WindowPlace>): WindowPlace => ({
  x: 100,
  y: 100,
  width: 1000,
  height: 700,
  maximized: false,
  ...change,
});

describe('where the window opens', () => {
  it('opens in the middle of the main screen when nothing is remembered', () => {
    expect(placeOn([laptop], null)).toEqual({ x: 80, y: 33, width: 1280, height: 860, maximized: false });
  });

  it('never opens larger than the screen', () => {
    const small = { workArea: { x: 0, y: 0, width: 1024, height: 600 } };
    expect(placeOn([small], null)).toMatchObject({ x: 0, y: 0, width: 1024, height: 600 });
    expect(placeOn([small], place({ x: 0, y: 0, width: 3000, height: 2000 }))).toMatchObject({
      width: 1024,
      height: 600,
    });
  });

  it('returns to a remembered place on a second screen', () => {
    const remembered = place({ x: 1500, y: 50, maximized: true });
    expect(placeOn([laptop, beside], remembered)).toEqual(remembered);
  });

  it('comes back to the main screen when the second is gone, still maximised', () => {
    expect(placeOn([laptop], place({ x: 1500, maximized: true }))).toEqual({
      x: 80,
      y: 33,
      width: 1280,
      height: 860,
      maximized: true,
    });
  });

  it.each([
    ['a title bar above the screen', { y: -200 }],
    ['a title bar under the menu bar', { y: 10 }],
    ['only a sliver at the right edge', { x: 1400 }],
    ['only a sliver at the left edge', { x: -950 }],
    ['nothing but the top edge at the bottom', { y: 890 }],
  ])('does not return to %s', (_why, change) => {
    expect(placeOn([laptop], place(change))).toMatchObject({ x: 80, y: 33 });
  });

  it('grows a place that became too small to use', () => {
    expect(placeOn([laptop], place({ width: 10, height: 10 }))).toMatchObject({ x: 80, y: 33 });
    expect(placeOn([laptop], place({ width: 200, height: 100 }))).toMatchObject({ width: 720, height: 520 });
  });
});
