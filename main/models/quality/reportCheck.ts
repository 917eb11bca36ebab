import type { CheckDetail, CheckLine } from '../../../shared/contract/quality.ts';
import { type Html, html } from '../pages/html.ts';
import type { ReportWords } from './reportWords.ts';

/** How much of the rows behind a check the report shows: it is sent around. */
const SAMPLE_ROWS = 10;

const BROKEN = { state: 'broken', word: '? Could not be asked' };
const VERDICTS: Readonly<Partial<Record<CheckLine['status'], { state: string; word: string }>>> = {
  warn: { state: 'warned', word: '! Warns' },
  fail: { state: 'failed', word: '✗ Fails' },
};

/** One check that speaks: what it says, since when, on which rows, and how it asked. */
export function reportCheck(
  { check, description, sql, sample, history }: CheckDetail,
  words: ReportWords,
): Html {
  const { acknowledged, message, layer, name, firstSeen, lastGood, last } = check;
  const title = titleOf(check);
  const { state, word } = VERDICTS[check.status] ?? BROKEN;
  return html`<section><h3>${title}</h3>
<p><strong class="${state}">${word}</strong> ${consequence(check, words)}</p>
${message !== null && html`<p class="facts">${message}</p>`}
${description !== '' && html`<p>${description}</p>`}
<dl><dt>Fails since</dt><dd>${firstSeen === null ? 'not known' : words.moment(firstSeen.at)}</dd>
<dt>Passed last</dt><dd>${lastGood === null ? 'never on record' : words.moment(lastGood.at)}</dd>
<dt>Asked last</dt><dd>${words.moment(last.at)}, ${words.count(history.length, 'verdict', 'verdicts')} on record</dd>
${acknowledged !== null && html`<dt>Acknowledged</dt><dd>${acknowledged.reason}, until ${words.day(acknowledged.until)}</dd>`}
<dt>Layer</dt><dd>${layer}</dd>
${title !== name && html`<dt>Name</dt><dd>${name}</dd>`}</dl>
${sample !== null && sampleTable(sample, words)}${sql !== null && html`<h4>Its SQL</h4><pre>${sql}</pre>`}</section>`;
}

/** In words where the kind says it, else its own name. */
function titleOf({ kind, column, about, name }: CheckLine): string {
  if (kind === 'singular' || kind === 'unit' || about === null) return name;
  return `${kind} on ${about.name}${column === null ? '' : `.${column}`}`;
}

function consequence({ failures, severity }: CheckLine, words: ReportWords): string {
  return [
    failures !== null && `${words.count(failures, 'row speaks', 'rows speak')} against it`,
    severity !== null && (severity === 'error' ? 'keeps back what it looks at' : 'only warns'),
  ]
    .filter(Boolean)
    .join('; ');
}

function sampleTable({ columns, rows }: NonNullable<CheckDetail['sample']>, words: ReportWords): Html {
  if (rows.length === 0) return html``;
  const shown = rows.slice(0, SAMPLE_ROWS);
  return html`<h4>Rows that speak against it</h4>
<div class="scroll"><table class="sample"><thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${shown.map((row) => html`<tr>${row.map((cell) => html`<td>${cell === null ? html`<em>empty</em>` : cell}</td>`)}</tr>`)}</tbody></table></div>
${rows.length > shown.length && html`<p class="facts">${shown.length} of the ${words.number(rows.length)} rows kept are shown.</p>`}`;
}
