import { Html } from './html.ts';

export const STYLE = new Html(`
:root { color-scheme: light dark; --ink: light-dark(#1c2321, #e4e9e7); --dim: light-dark(#5b6764, #9aa7a3);
  --line: light-dark(#d8dfdc, #37413e); --ground: light-dark(#fff, #171c1b); --accent: light-dark(#0b6e5b, #4cc2a8); }
* { box-sizing: border-box } body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
header { display: flex; justify-content: space-between; gap: 16px; padding: 8px 24px; border-bottom: 1px solid var(--line); color: var(--dim) }
main { max-width: 1100px; margin: 0 auto; padding: 16px 24px 48px } a { color: var(--accent) }
h1 { font-size: 22px; margin: 8px 0 } h2 { font-size: 16px; margin: 32px 0 8px } .facts, em { color: var(--dim) }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line) }
th { color: var(--dim); font-weight: 500 } .number { text-align: right; font-variant-numeric: tabular-nums }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px } dt { color: var(--dim) } dd { margin: 0 }
pre { overflow-x: auto; padding: 12px; border: 1px solid var(--line); border-radius: 4px; font-size: 13px }
@media (max-width: 600px) { main, header { padding-left: 12px; padding-right: 12px } dl { grid-template-columns: 1fr } }
`);
