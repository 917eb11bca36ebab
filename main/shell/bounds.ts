import type { Display, Rectangle } from 'electron';
import * as z from 'zod';

/** Where the window stands when it isn't maximised, and whether it is. */
export const WindowPlace = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof WindowPlace>;

export const SMALLEST = { width: 720, height: 520 };
const USUAL = { width: 1280, height: 860 };
/** As much of the title bar as a hand needs to drag the window back. */
const GRIP = { width: 120, height: 32 };

/** A place that today's screens show: the remembered one if it can still be reached, else the middle of the main screen. */
export function placeOn(
  displays: readonly Pick<Display, 'workArea'>[],
  remembered: WindowPlace | null,
): WindowPlace {
  const [first] = displays;
  if (!first) return { x: 0, y: 0, ...USUAL, maximized: false };
  const home = remembered && displays.find(({ workArea }) => showsGrip(workArea, remembered));
  if (!remembered || !home)
    return { ...centred(first.workArea, USUAL), maximized: remembered?.maximized ?? false };
  const width = Math.min(Math.max(remembered.width, SMALLEST.width), home.workArea.width);
  const height = Math.min(Math.max(remembered.height, SMALLEST.height), home.workArea.height);
  return { x: remembered.x, y: remembered.y, width, height, maximized: remembered.maximized };
}

function centred(area: Rectangle, size: { width: number; height: number }): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

/** The title bar is along the top edge; a window whose top lies above the work area can't be dragged at all. */
function showsGrip(area: Rectangle, place: WindowPlace): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  const below = area.y + area.height - place.y;
  return across >= GRIP.width && place.y >= area.y && below >= GRIP.height;
}
