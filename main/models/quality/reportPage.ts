import type { CheckDetail, CheckLine, CoverageLine, HealthGrid } from '../../../shared/contract/quality.ts';
import { type Html, html } from '../pages/html.ts';
import { STYLE } from '../pages/style.ts';
import { reportCheck } from './reportCheck.ts';
import { reportGrid } from './reportGrid.ts';
import { REPORT_STYLE } from './reportStyle.ts';
import { createReportWords, type ReportWords } from './reportWords.ts';
import type { SourceBand } from './sourceBands.ts';

export interface Report {
  readonly project: string;
  readonly madeAt: string;
  /** The workspace's reporting zone. */
  readonly zone: string;
  readonly grid: HealthGrid;
  /** Those that speak against something, what needs attention first. */
  readonly speaking: readonly CheckDetail[];
  readonly quiet: readonly CheckLine[];
  /** All checks with a verdict, also those there was no room for among the quiet ones. */
  readonly total: number;
  /** Null: the project can't be read, so that nobody knows its columns. */
  readonly coverage: readonly CoverageLine[] | null;
  readonly bands: readonly SourceBand[];
}

/** One page with everything on it, to be read, printed and sent without Leadline. */
export function reportPage(report: Report): string {
  const { project, madeAt, speaking, total } = report;
  const words = createReportWords(report.zone);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quality of ${project}</title><style>${STYLE}${REPORT_STYLE}</style></head>
<body><header><span>Quality of ${project}</span><span>as of ${words.moment(madeAt)}</span></header><main>
<h1>${headline(speaking, total, words)}</h1>
<h2>Health by layer and day</h2>${reportGrid(report.grid, words)}
${speaking.length > 0 && html`<h2>What needs attention</h2>${speaking.map((detail) => reportCheck(detail, words))}`}
<h2>Sources</h2>${bandsTable(report.bands, words)}
<h2>Coverage</h2>${coverageTable(report.coverage, words)}
${quietTable(report, words)}
</main></body></html>
`.text;
}

function headline(speaking: readonly CheckDetail[], total: number, { number }: ReportWords): string {
  const known = speaking.filter(({ check }) => check.acknowledged !== null).length;
  if (speaking.length === 0) {
    if (total === 0) return 'No check was ever asked.';
    return total === 1 ? 'The one check passes.' : `All ${number(total)} checks pass.`;
  }
  const rest = known === 0 ? '' : `; ${number(known)} of them ${known === 1 ? 'is' : 'are'} acknowledged`;
  return `${number(speaking.length)} of ${number(total)} checks ${speaking.length === 1 ? 'speaks' : 'speak'} against what was built${rest}.`;
}

function bandsTable(bands: readonly SourceBand[], words: ReportWords): Html {
  if (bands.length === 0)
    return html`<p class="facts">Nothing has been loaded yet. Add files under Sources in Leadline.</p>`;
  return html`<div class="scroll"><table><thead><tr><th scope="col">Relation</th><th scope="col">Newest load</th>
<th scope="col" class="number">Hours since</th><th scope="col" class="number">Usual hours</th><th scope="col">Late</th>
<th scope="col">Days outside the band of their weekday</th></tr></thead><tbody>${bands.map(
    (band) => html`<tr><td>${band.relation}</td>
<td class="nowrap">${band.newestAt === null ? 'never' : words.moment(band.newestAt)}</td>
<td class="number">${hours(band.sinceHours)}</td><td class="number">${hours(band.usualHours)}</td>
<td>${band.late ? html`<strong class="warned">late</strong>` : band.usualHours === null ? 'not known' : 'no'}</td>
<td class="late">${outside(band, words)}</td></tr>`,
  )}</tbody></table></div>`;
}

function outside({ days }: SourceBand, words: ReportWords): string {
  const odd = days.filter((day) => day.outside);
  if (odd.length > 0)
    return odd
      .map(
        ({ day, rows, low, high }) =>
          `${words.day(day)}: ${words.count(rows, 'row', 'rows')}, usual ${words.number(low ?? 0)} to ${words.number(high ?? 0)}`,
      )
      .join('; ');
  return days.some(({ low }) => low !== null) ? 'none' : 'too few weeks to tell';
}

function coverageTable(coverage: readonly CoverageLine[] | null, words: ReportWords): Html {
  if (coverage === null)
    return html`<p class="facts">The project can’t be read just now, so its columns aren’t known. Models in Leadline names the file
and line; mend it and write the report again.</p>`;
  const unknown = coverage.filter(({ columns }) => columns === 0).length;
  if (unknown === coverage.length)
    return html`<p class="facts">No column is known yet. Build the models in Leadline.</p>`;
  const note =
    unknown > 0 &&
    html`<p class="facts">Of ${words.count(unknown, 'relation', 'relations')} no column is known yet. Build the models in Leadline.</p>`;
  const bare = coverage.filter(({ unchecked }) => unchecked.length > 0);
  if (bare.length === 0)
    return html`<p>Every column ${unknown > 0 && 'that is known '}has a check.</p>${note}`;
  return html`<div class="scroll"><table><thead><tr><th scope="col">Relation</th><th scope="col" class="number">Columns</th>
<th scope="col">Without a check</th></tr></thead><tbody>${bare.map(
    ({ name, columns, unchecked }) =>
      html`<tr><td>${name}</td><td class="number">${words.number(columns)}</td><td>${unchecked.join(', ')}</td></tr>`,
  )}</tbody></table></div>${note}`;
}

function quietTable({ quiet, speaking, total }: Report, words: ReportWords): Html {
  if (total === 0) return html``;
  if (quiet.length === 0) return html`<h2>Checks that passed</h2><p>None.</p>`;
  const passed = total - speaking.length;
  return html`<h2>Checks that passed</h2><div class="scroll"><table><thead><tr><th scope="col">Check</th><th scope="col">On</th>
<th scope="col">Asked last</th></tr></thead><tbody>${quiet.map(
    ({ name, about, column, last }) => html`<tr><td>${name}</td>
<td>${[about?.name, column].filter(Boolean).join('.')}</td><td class="nowrap">${words.moment(last.at)}</td></tr>`,
  )}</tbody></table></div>${
    passed > quiet.length &&
    html`<p class="facts">${words.number(quiet.length)} of the ${words.number(passed)} that passed ${quiet.length === 1 ? 'is' : 'are'} listed.</p>`
  }`;
}

function hours(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}
