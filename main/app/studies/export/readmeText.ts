import type { Finding } from '../../../insight/finding/verdict.ts';
import { grainSettings } from '../../../insight/grain/grainSettings.ts';
import { causeHeading } from './dataText.ts';

/** In words for whoever is handed the folder. Names stand in blocks of code, where nothing that they hold means anything. */
export function readmeText(finding: Finding, causes: readonly string[]): string {
  const { grain = 'day' } = finding;
  const columns = [
    `signal   ${plain(finding.signal)}`,
    `outcome  ${plain(finding.outcome)}`,
    ...causes.map((name, at) => `${causeHeading(at)}  ${plain(name)}`),
  ];
  return `# A finding, and how to recompute it

${block([plain(finding.sentence)])}

## Run it

With R 3.5 or later; no package is needed:

    Rscript recompute.R

It prints a line for the shared ${grain}s, the lead, r, p and the interval of the lead: TIES, or DIFFERS with both numbers. It
ends with status 1 if anything differs. In RStudio, make this folder the working directory and \`source("recompute.R")\`.

## What is here

- \`data.csv\`: every ${grain} on which both series run. An empty cell is ${grain === 'hour' ? 'an' : 'a'} ${grain} nothing is known of. Its columns are:

${block(columns)}

- \`finding.json\`: what Leadline found, and the settings it was asked with.
- \`recompute.R\`: the method step by step, with the reason for each step. It reads these two files and nothing else,
  and writes nothing.

## What it proves

That the numbers follow from the data by the method that the script spells out, computed by another program with R's own
regression, ranks and distributions. The ${grain}s, the lead and the interval must be the same; r must agree to 0.000000001, and p
to that share of itself, because two programs add up in another order. The interval ties because the script draws the
same random numbers, bit for bit. Only if two leads, or two values of the data, lay closer together than such rounding could the
answer tip over; the script says so where it sees it.

## What it doesn't prove

- That the data are right: they are what Leadline was given, after rows of ${grain === 'hour' ? 'an hour' : `a ${grain}`} were put together.
- That one series causes the other. Whatever moves both, and isn't among the known causes, looks like a lead.
- q, which depends on all pairs that were ever tried: the script takes it from \`finding.json\`.
- The verdict's other checks: stability over ${grainSettings(grain).windows}, Granger's test both ways, the forecasts. Nor the number of
  independent ${grain}s, and the effect that could have been detected.
`;
}

function block(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}

/** On one line, without what moves a cursor or turns a line around. */
function plain(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}
