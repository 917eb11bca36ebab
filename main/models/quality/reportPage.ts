import type {
  CheckDetail,
  CheckLine,
  CoverageLine,
  GridCell,
  HealthGrid,
} from '../../../shared/contract/quality.ts';
import { type Html, html } from '../pages/html.ts';
import { STYLE } from '../pages/style.ts';
import type { SourceBand } from './sourceBands.ts';

export interface Report {
  readonly project: string;
  readonly madeAt: string;
  readonly grid: HealthGrid;
  /** Those that speak against something, what needs attention first. */
  readonly speaking: readonly CheckDetail[];
  readonly quiet: readonly CheckLine[];
  readonly coverage: readonly CoverageLine[];
  readonly bands: readonly SourceBand[];
}

/** How much of the rows behind a check the report shows: it is sent around. */
const SAMPLE_ROWS = 10;

/** One page with everything on it, to be read, printed and sent without Leadline. */
export function reportPage(report: Report): string {
  const { project, madeAt, speaking, quiet } = report;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quality of ${project}</title><style>${STYLE}${GRID_STYLE}</style></head>
<body><header><span>Quality of ${project}</span><span>as of ${madeAt}</span></header><main>
<h1>${headline(speaking, quiet)}</h1>
${gridTable(report.grid)}
${speaking.length > 0 && html`<h2>What needs attention</h2>${speaking.map(checkSection)}`}
${bandsTable(report.bands)}
${coverageTable(report.coverage)}
<h2>Checks that passed</h2>${quiet.length === 0 ? html`<p>None.</p>` : quietTable(quiet)}
</main></body></html>
`.text;
}

function headline(speaking: readonly CheckDetail[], quiet: readonly CheckLine[]): string {
  const known = speaking.filter(({ check }) => check.acknowledged !== null).length;
  if (speaking.length === 0) {
    if (quiet.length === 0) return 'No check was ever asked.';
    return quiet.length === 1 ? 'The one check passes.' : `All ${quiet.length} checks pass.`;
  }
  const all = speaking.length + quiet.length;
  const rest = known === 0 ? '' : `; ${known} of them ${known === 1 ? 'is' : 'are'} acknowledged`;
  return `${speaking.length} of ${all} checks ${speaking.length === 1 ? 'speaks' : 'speak'} against what was built${rest}.`;
}

const WORDS: Readonly<Record<GridCell['state'], readonly [mark: string, word: string]>> = {
  none: ['', 'not asked'],
  passed: ['✓', 'passed'],
  warned: ['!', 'warned'],
  failed: ['✗', 'failed'],
  broken: ['?', 'could not be asked'],
};

function gridTable({ days, layers }: HealthGrid): Html {
  if (layers.length === 0) return html`<p>Nothing was checked in these days.</p>`;
  return html`<table class="grid"><thead><tr><th>Layer</th>${days.map(
    (day) => html`<th scope="col">${day.slice(5)}</th>`,
  )}</tr></thead><tbody>${layers.map(
    ({ layer, cells }) => html`<tr><th scope="row">${layer}</th>${cells.map(gridCell)}</tr>`,
  )}</tbody></table><p class="facts">✓ passed, ! warned, ✗ failed, ? could not be asked</p>`;
}

function gridCell({ day, state, passed, warned, failed, broken }: GridCell): Html {
  const [mark, word] = WORDS[state];
  const counts = `${passed} passed, ${warned} warned, ${failed} failed, ${broken} could not be asked`;
  return html`<td class="${state}" title="${day}: ${state === 'none' ? word : counts}">${mark}</td>`;
}

function checkSection({ check, description, sql, sample, history }: CheckDetail): Html {
  const { acknowledged } = check;
  return html`<section><h3>${check.name}</h3>
<p class="facts">${[check.kind, check.about?.name, check.column, check.layer].filter(Boolean).join(' · ')}</p>
${description !== '' && html`<p>${description}</p>`}
<p>${check.status}${check.failures !== null && `: ${check.failures} rows`}${
    check.threshold !== null && `, held to ${check.threshold}`
  }. ${check.message ?? ''}</p>
<dl><dt>Fails since</dt><dd>${check.firstSeen?.at ?? 'unknown'}</dd><dt>Passed last</dt><dd>${
    check.lastGood?.at ?? 'never'
  }</dd><dt>Last asked</dt><dd>${check.last.at}, the last ${history.length} times on record</dd>
${acknowledged !== null && html`<dt>Acknowledged</dt><dd>${acknowledged.reason}, until ${acknowledged.until}</dd>`}</dl>
${sample !== null && sampleTable(sample)}${sql !== null && html`<pre>${sql}</pre>`}</section>`;
}

function sampleTable({ columns, rows }: NonNullable<CheckDetail['sample']>): Html {
  if (rows.length === 0) return html``;
  const shown = rows.slice(0, SAMPLE_ROWS);
  return html`<table><thead><tr>${columns.map((name) => html`<th>${name}</th>`)}</tr></thead>
<tbody>${shown.map((row) => html`<tr>${row.map((cell) => html`<td>${cell === null ? html`<em>null</em>` : cell}</td>`)}</tr>`)}</tbody></table>
${rows.length > shown.length && html`<p class="facts">${shown.length} of the ${rows.length} rows kept are shown.</p>`}`;
}

function bandsTable(bands: readonly SourceBand[]): Html {
  if (bands.length === 0) return html``;
  return html`<h2>Sources</h2><table><thead><tr><th>Relation</th><th>Newest</th><th class="number">Hours since</th>
<th class="number">Usual hours</th><th>Late</th><th>Days outside the band of their weekday</th></tr></thead><tbody>${bands.map(
    (band) => html`<tr><td>${band.relation}</td><td>${band.newestAt ?? 'never'}</td>
<td class="number">${hours(band.sinceHours)}</td><td class="number">${hours(band.usualHours)}</td>
<td>${band.late ? 'late' : 'no'}</td><td>${outside(band)}</td></tr>`,
  )}</tbody></table>`;
}

function outside({ days }: SourceBand): string {
  const odd = days.filter((day) => day.outside);
  if (odd.length > 0)
    return odd.map(({ day, rows, low, high }) => `${day}: ${rows} rows, usual ${low} to ${high}`).join('; ');
  return days.some(({ low }) => low !== null) ? 'none' : 'too few weeks to tell';
}

function coverageTable(coverage: readonly CoverageLine[]): Html {
  const bare = coverage.filter(({ unchecked }) => unchecked.length > 0);
  if (bare.length === 0) return html`<h2>Coverage</h2><p>Every column has a check.</p>`;
  return html`<h2>Coverage</h2><table><thead><tr><th>Relation</th><th class="number">Columns</th><th>Without a check</th></tr></thead>
<tbody>${bare.map(
    ({ name, columns, unchecked }) =>
      html`<tr><td>${name}</td><td class="number">${columns}</td><td>${unchecked.join(', ')}</td></tr>`,
  )}</tbody></table>`;
}

function quietTable(quiet: readonly CheckLine[]): Html {
  return html`<table><thead><tr><th>Check</th><th>On</th><th>Last asked</th></tr></thead><tbody>${quiet.map(
    ({ name, about, column, last }) =>
      html`<tr><td>${name}</td><td>${[about?.name, column].filter(Boolean).join('.')}</td><td>${last.at}</td></tr>`,
  )}</tbody></table>`;
}

function hours(value: number | null): string {
  return value === null ? '' : value.toFixed(1);
}

const GRID_STYLE = html`
.grid th, .grid td { padding: 2px 4px; text-align: center; font-size: 12px; min-width: 24px }
.grid tbody th { text-align: left } .failed, .broken { font-weight: 700; color: light-dark(#a3271b, #ff8f80) }
.warned { color: light-dark(#8a5a00, #f0b849) } .passed { color: var(--accent) }
section { border-top: 1px solid var(--line); margin-top: 16px } h3 { font-size: 15px; margin: 12px 0 4px }
`;
