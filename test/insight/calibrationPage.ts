import type { Share } from './calibration.ts';
import { wilson } from './wilson.ts';

export interface Row {
  readonly what: string;
  readonly seeds: string;
  /** Null for what isn't a share of a count. */
  readonly share: Share | null;
  readonly shown: string;
  readonly gate: { readonly text: string; readonly met: boolean } | null;
}

const HEAD = `# Calibration

Written by \`npm run calibrate\`, or a section of it by \`npm run calibrate -- hours92\`; change nothing here by hand. A claim is p ≤ 0.05 and
q ≤ 0.10; alone, q is p. Brackets hold 95 % intervals of the shares (Wilson).
`;

/** The page with some sections written anew, in the order in which all are listed; the others stay as they are. */
export function withSections(
  page: string,
  titles: readonly string[],
  fresh: ReadonlyMap<string, string>,
): string {
  const before = new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1)]),
  );
  const sections = titles.flatMap((title) => {
    const text = fresh.get(title) ?? before.get(title);
    return text === undefined ? [] : [`## ${title}\n\n${text.trim()}\n`];
  });
  return [HEAD, ...sections].join('\n');
}

export function rowsText(intro: string, rows: readonly Row[]): string {
  return `${intro}

| what | seeds | share | gate | |
| --- | --- | --- | --- | --- |
${rows.map(lineOf).join('\n')}
`;
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function lineOf({ what, seeds, share, shown, gate }: Row): string {
  const bounds = share === null ? null : wilson(share);
  const counts =
    share === null || bounds === null
      ? shown
      : `${shown} (${share.count} of ${share.of}) [${percent(bounds.lower)}, ${percent(bounds.upper)}]`;
  return `| ${what} | ${seeds} | ${counts} | ${gate?.text ?? ''} | ${gate === null ? '' : gate.met ? 'met' : 'not met'} |`;
}
