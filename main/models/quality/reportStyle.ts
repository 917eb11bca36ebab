import { Html } from '../pages/html.ts';

/** Beside the style of all pages: the grid, tables that scroll by themselves, and paper. */
export const REPORT_STYLE = new Html(`
:root { --bad: light-dark(#a3271b, #ff8f80); --odd: light-dark(#8a5a00, #f0b849); --good: light-dark(#1d6b3a, #6fd08f) }
p { margin: 4px 0 8px } h3 { font-size: 15px; margin: 0 0 4px } h4 { font-size: 13px; font-weight: 600; margin: 16px 0 4px }
h1, h3, dd { overflow-wrap: anywhere } header { flex-wrap: wrap; gap: 0 16px } dl, pre { margin: 8px 0 0 }
dl { grid-template-columns: max-content minmax(0, 1fr) }
section { padding: 16px 0; border-top: 1px solid var(--line) } section:last-of-type { border-bottom: 1px solid var(--line) }
.scroll { overflow-x: auto } .scroll > table { display: table }
td { overflow-wrap: break-word } .late { min-width: 16rem } .sample { width: auto } .sample td { max-width: 24rem } .nowrap { white-space: nowrap }
.failed, .broken { color: var(--bad) } .warned { color: var(--odd) } .passed { color: var(--good) }
.newest { direction: rtl } .grid { direction: ltr; width: auto; margin: 0 auto 0 0; border-collapse: separate; border-spacing: 2px }
.grid th, .grid td { padding: 0; border: 0; text-align: center; font-size: 12px; font-variant-numeric: tabular-nums }
.grid tr > th:first-child { position: sticky; left: 0; padding-right: 12px; text-align: left; vertical-align: bottom; background: var(--ground) }
.grid tbody th { color: var(--ink) }
.month { display: block; width: 26px; min-height: 1.5em; overflow: visible } .cell { display: grid; place-items: center; width: 26px; height: 26px;
  border: 1px solid var(--line); border-radius: 4px; font-weight: 700 }
.cell:not(.none) { border-color: currentColor; background: color-mix(in srgb, currentColor 12%, var(--ground)) }
@page { margin: 14mm 12mm }
@media print {
  :root { color-scheme: light } body { font-size: 12px } main { max-width: none; padding: 0 } header { padding: 0 0 6px }
  .scroll { overflow: visible } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 11px }
  .month, .cell { width: 18px } .cell { height: 18px; print-color-adjust: exact } .grid { border-spacing: 1px } .grid th, .grid td { font-size: 10px }
  h1, h2, h3, h4 { break-after: avoid } tr, dl { break-inside: avoid }
}
`);
