import type { Look } from '../../workbook/cell.ts';

/** The same colours as on the screen, in daylight. */
export const COLOURS = {
  ink: '161B1B',
  soft: '434D4C',
  quiet: '5B6665',
  rule: 'D8DEDD',
  strongRule: '939D9C',
  faint: 'F0F3F2',
  accent: '0D6B60',
  tint: 'EDF8F5',
  input: 'FFF9E5',
  inputRule: 'E3CF94',
  series: { first: '0D6B60', second: '4A3FB0', third: 'B4540A', quiet: '939D9C' },
} as const;

export const FONT = 'Calibri';
export const SIZE = 10;

export interface FontLook {
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly underlined?: boolean;
}

/** Which edges have a thin line, and its colour. */
export interface Rules {
  readonly edges: 'below' | 'around';
  readonly colour: string;
}

export interface LookParts {
  readonly font: FontLook;
  readonly fill?: string;
  readonly rules?: Rules;
  readonly wrapped?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  readonly unlocked?: boolean;
}

const PLAIN: FontLook = { size: SIZE, colour: COLOURS.ink };
const BOLD: FontLook = { ...PLAIN, bold: true };
const QUIET: FontLook = { ...PLAIN, colour: COLOURS.quiet };

/** A heading stands where the figures under it stand. */
export type DrawnLook = Look | 'headingRight';

const HEADING: LookParts = {
  font: BOLD,
  fill: COLOURS.faint,
  rules: { edges: 'below', colour: COLOURS.strongRule },
  wrapped: true,
};

export const LOOKS: Readonly<Record<DrawnLook, LookParts>> = {
  title: { font: { size: 16, colour: COLOURS.ink, bold: true } },
  subtitle: { font: { size: 11, colour: COLOURS.quiet } },
  heading: HEADING,
  headingRight: { ...HEADING, align: 'right' },
  label: { font: { ...PLAIN, colour: COLOURS.soft } },
  plain: { font: PLAIN },
  strong: { font: BOLD },
  quiet: { font: QUIET },
  wrapped: { font: PLAIN, wrapped: true },
  code: { font: { ...PLAIN, colour: COLOURS.soft }, fill: COLOURS.faint, wrapped: true, align: 'left' },
  link: { font: { ...PLAIN, colour: COLOURS.accent, underlined: true } },
  input: {
    font: PLAIN,
    fill: COLOURS.input,
    rules: { edges: 'around', colour: COLOURS.inputRule },
    wrapped: true,
    unlocked: true,
  },
  live: {
    font: { ...BOLD, colour: COLOURS.accent },
    fill: COLOURS.tint,
    rules: { edges: 'below', colour: COLOURS.rule },
  },
  stored: { font: PLAIN, fill: COLOURS.faint, rules: { edges: 'below', colour: COLOURS.rule } },
  result: { font: BOLD, align: 'center' },
};
