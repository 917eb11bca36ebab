import type { GridCell, HealthGrid } from '../../../shared/contract/quality.ts';
import { type Html, html } from '../pages/html.ts';
import type { ReportWords } from './reportWords.ts';

const SIGNS: Readonly<Record<GridCell['state'], string>> = {
  none: '',
  passed: '✓',
  warned: '!',
  failed: '✗',
  broken: '?',
};

/** Layer by day. It scrolls from its right end: where not all days fit, the newest are what is looked for. */
export function reportGrid({ days, layers }: HealthGrid, words: ReportWords): Html {
  if (layers.length === 0)
    return html`<p class="facts">Nothing was checked in these days. Build the models in Leadline: that asks their checks.</p>`;
  return html`<p class="facts">The last ${days.length} days, each with the last verdict of every check. Days are in ${words.zone}.</p>
<div class="scroll newest"><table class="grid"><thead><tr><th scope="col">Layer</th>${days.map((day, at) =>
    dayHead(day, days[at - 1], words),
  )}</tr></thead><tbody>${layers.map(
    ({ layer, cells }) =>
      html`<tr><th scope="row">${layer}</th>${cells.map((cell) => gridCell(cell, words))}</tr>`,
  )}</tbody></table></div><p class="facts">✓ passed, ! warned, ✗ failed, ? could not be asked, empty: nothing was asked</p>`;
}

/** The month stands above the first of its days. */
function dayHead(day: string, before: string | undefined, { day: written }: ReportWords): Html {
  const month = before?.slice(0, 7) === day.slice(0, 7) ? '' : written(day).slice(0, 3);
  return html`<th scope="col" title="${written(day)}"><span class="month">${month}</span>${Number(day.slice(8))}</th>`;
}

function gridCell({ day, state, passed, warned, failed, broken }: GridCell, words: ReportWords): Html {
  const counts = [
    passed > 0 && `${words.number(passed)} passed`,
    warned > 0 && `${words.number(warned)} warned`,
    failed > 0 && `${words.number(failed)} failed`,
    broken > 0 && `${words.number(broken)} could not be asked`,
  ].filter(Boolean);
  const said = state === 'none' ? 'nothing was asked' : counts.join(', ');
  return html`<td title="${words.day(day)}: ${said}"><span class="cell ${state}">${SIGNS[state]}</span></td>`;
}
