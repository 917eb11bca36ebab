import { layerPlace } from '../../../shared/domain/layer.ts';
import { Html, html, inline, prose } from '../pages/html.ts';
import { STYLE } from '../pages/style.ts';

export interface DocsColumn {
  readonly name: string;
  readonly type: string | null;
  readonly description: string;
  readonly checks: readonly string[];
  /** `stg_orders.id`; null where it can't be told. */
  readonly from: readonly { readonly id: string; readonly column: string }[] | null;
}

export interface DocsNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly layer: string;
  readonly relation: string | null;
  readonly materialized: string;
  readonly description: string;
  readonly file: string;
  readonly tags: readonly string[];
  readonly columns: readonly DocsColumn[];
  /** Checks of the node as a whole. */
  readonly checks: readonly string[];
  readonly raw: string | null;
  readonly compiled: string | null;
  readonly rows: number | null;
  readonly lastBuild: { readonly at: string; readonly status: string } | null;
  readonly upstream: readonly string[];
  readonly downstream: readonly string[];
}

export interface Docs {
  readonly project: string;
  readonly madeAt: string;
  readonly nodes: readonly DocsNode[];
}

/** Tells a folder of these pages from any other. */
export const DOCS_MARK = new Html('<meta name="generator" content="Leadline docs">');

/** A site of plain pages without script: path to text. It can be opened from a folder, sent, or served by anything. */
export function docsPages(docs: Docs): ReadonlyMap<string, string> {
  const byId = new Map(docs.nodes.map((node) => [node.id, node]));
  const pages = new Map<string, string>([['index.html', whole(docs.project, docs, index(docs), '')]]);
  for (const node of docs.nodes)
    pages.set(pathOf(node.id), whole(node.name, docs, nodePage(node, byId), '../'));
  return pages;
}

/** Ids hold letters, digits, points and underlines; whatever else a name brings can't leave the folder. */
export function pathOf(id: string): string {
  return `nodes/${encodeURIComponent(id).replaceAll('%', '~')}.html`;
}

function whole(title: string, { project, madeAt }: Docs, body: Html, up: string): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">${DOCS_MARK}
<title>${title === project ? project : `${title} – ${project}`}</title><style>${STYLE}</style></head>
<body><header><a href="${up}index.html">${project}</a><span>as of ${madeAt}</span></header>
<main>${body}</main></body></html>
`.text;
}

function index({ project, nodes }: Docs): Html {
  const layers = [...new Set(nodes.map(({ layer }) => layer))].sort((a, b) => layerPlace(a) - layerPlace(b));
  return html`<h1>${project}</h1>${layers.map(
    (layer) => html`<h2>${layer === '' ? 'no relation' : layer}</h2>
<table><thead><tr><th>Name</th><th>Kind</th><th>What it is</th><th class="number">Rows</th><th>Last build</th></tr></thead>
<tbody>${nodes.filter((node) => node.layer === layer).map(indexRow)}</tbody></table>`,
  )}`;
}

function indexRow(node: DocsNode): Html {
  const [first = ''] = node.description.trim().split(/\n\s*\n/);
  return html`<tr><td><a href="${pathOf(node.id)}">${node.name}</a></td><td>${kindOf(node)}</td>
<td>${first === '' ? html`<em>not described</em>` : inline(first)}</td><td class="number">${count(node.rows)}</td>
<td>${node.lastBuild === null ? 'never' : `${node.lastBuild.status}, ${node.lastBuild.at}`}</td></tr>`;
}

function nodePage(node: DocsNode, byId: ReadonlyMap<string, DocsNode>): Html {
  return html`<h1>${node.name}</h1>
<p class="facts">${[kindOf(node), node.relation, node.file, ...node.tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · ')}</p>
${node.description === '' ? html`<p><em>Not described.</em></p>` : prose(node.description)}
<dl><dt>Rows</dt><dd>${node.rows === null ? 'not counted' : count(node.rows)}</dd>
<dt>Last build</dt><dd>${node.lastBuild === null ? 'never built' : `${node.lastBuild.status}, ${node.lastBuild.at}`}</dd>
<dt>Reads</dt><dd>${links(node.upstream, byId)}</dd><dt>Read by</dt><dd>${links(node.downstream, byId)}</dd>
${node.checks.length > 0 && html`<dt>Checks</dt><dd>${node.checks.join(', ')}</dd>`}</dl>
${node.columns.length > 0 && html`<h2>Columns</h2>${columns(node, byId)}`}
${node.raw !== null && html`<h2>SQL</h2><pre>${node.raw}</pre>`}
${node.compiled !== null && html`<h2>Compiled</h2><pre>${node.compiled}</pre>`}`;
}

function columns(node: DocsNode, byId: ReadonlyMap<string, DocsNode>): Html {
  return html`<table><thead><tr><th>Column</th><th>Type</th><th>What it is</th><th>Made from</th><th>Checks</th></tr></thead>
<tbody>${node.columns.map(
    (column) => html`<tr><td><code>${column.name}</code></td><td>${column.type ?? ''}</td>
<td>${column.description === '' ? html`<em>not described</em>` : inline(column.description)}</td>
<td>${origins(column, byId)}</td><td>${column.checks.join(', ')}</td></tr>`,
  )}</tbody></table>`;
}

function origins({ from }: DocsColumn, byId: ReadonlyMap<string, DocsNode>): Html {
  if (from === null) return html`<em>unknown</em>`;
  if (from.length === 0) return html`<em>no column</em>`;
  return html`${from.map(
    ({ id, column }, at) => html`${at > 0 && ', '}${link(id, byId)}.<code>${column}</code>`,
  )}`;
}

function links(ids: readonly string[], byId: ReadonlyMap<string, DocsNode>): Html {
  if (ids.length === 0) return html`nothing`;
  return html`${ids.map((id, at) => html`${at > 0 && ', '}${link(id, byId)}`)}`;
}

function link(id: string, byId: ReadonlyMap<string, DocsNode>): Html {
  const node = byId.get(id);
  return node === undefined ? html`${id}` : html`<a href="../${pathOf(id)}">${node.name}</a>`;
}

function kindOf({ kind, materialized }: DocsNode): string {
  return materialized === '' || materialized === kind ? kind : `${kind}, ${materialized}`;
}

function count(rows: number | null): string {
  return rows === null ? '' : rows.toLocaleString('en-US');
}
