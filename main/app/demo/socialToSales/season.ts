import type { Draw } from '../draw.ts';
import { exactSine } from './exactly.ts';

/** What the calendar does to a series, on the scale of logarithms. */
export interface Season {
  readonly week: readonly number[];
  /** Heights of the year's wave and of its half, and where they begin, in turns. */
  readonly year: readonly [height: number, turn: number, halfHeight: number, halfTurn: number];
  readonly promotion: number;
  readonly holiday: number;
}

const YEAR = 365.25;

export function drawSeason(draw: Draw, yearHeight: number, promotion: number): Season {
  const week = Array.from({ length: 7 }, () => 0.14 * draw.normal());
  return {
    week,
    year: [yearHeight * (0.7 + 0.6 * draw.unit()), draw.unit(), 0.3 * yearHeight * draw.unit(), draw.unit()],
    promotion: promotion * (0.8 + 0.4 * draw.unit()),
    holiday: 0.3 * draw.normal(),
  };
}

export function seasonAt({ week, year }: Season, day: number): number {
  const [height, turn, halfHeight, halfTurn] = year;
  return (
    (week[day % 7] ?? 0) +
    height * exactSine(day / YEAR + turn) +
    halfHeight * exactSine((2 * day) / YEAR + halfTurn)
  );
}
