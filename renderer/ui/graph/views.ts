import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { CARD, type LaidOut } from './layout.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Places = LaidOut['places'];
type Place = Places[string];

export const NEAREST = 1.5;
export const FARTHEST = 0.05;
/** At least this near, all of a card that was gone to can be read. */
export const NEAR = 0.7;
/** Farther away than this, names can't be read. */
const NAMES_READ = 0.35;
const BEGINNING = 0.4;
const MARGIN = 16;

/** Every card in sight, however small that makes them. */
export function wholeView(places: Places, { width, height }: Size): Viewport {
  return getViewportForBounds(boundsOf(Object.values(places)), width, height, FARTHEST, 1, 0.06);
}

/** One card in the middle. */
export function cardView(place: Place, { width, height }: Size, zoom: number): Viewport {
  const x = width / 2 - (place.x + CARD.width / 2) * zoom;
  const y = height / 2 - (place.y + CARD.height / 2) * zoom;
  return { x, y, zoom };
}

/** All of it where names can be read then; else the chosen card, or where the data comes in. */
export function firstView(places: Places, size: Size, chosen: string | null): Viewport {
  const whole = wholeView(places, size);
  if (whole.zoom >= NAMES_READ) return whole;
  const place = chosen === null ? undefined : places[chosen];
  if (place !== undefined) return cardView(place, size, NEAR);
  const { x } = boundsOf(Object.values(places));
  const inMiddle = size.height / 2;
  const distance = ({ y }: Place) => Math.abs((y + CARD.height / 2) * whole.zoom + whole.y - inMiddle);
  const first = Object.values(places)
    .filter((one) => one.x === x)
    .reduce((best, one) => (distance(one) < distance(best) ? one : best));
  return { ...cardView(first, size, BEGINNING), x: MARGIN - x * BEGINNING };
}

function boundsOf(places: readonly Place[]) {
  const x = Math.min(...places.map((place) => place.x));
  const y = Math.min(...places.map((place) => place.y));
  return {
    x,
    y,
    width: Math.max(...places.map((place) => place.x)) + CARD.width - x,
    height: Math.max(...places.map((place) => place.y)) + CARD.height - y,
  };
}
