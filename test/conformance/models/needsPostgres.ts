import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintNode } from '../../../main/models/lint/lintNode.ts';
import type { Project } from '../../../main/models/project/project.ts';
import { createProjectReader } from '../../../main/models/project/readProject.ts';
import { loadSqlParser } from '../../../main/models/sql/parser.ts';
import { readHistory } from './history.ts';

const TARGET = { name: 'dev', schema: 'analytics', database: '', type: 'sqlite' };

/** The first thing in a history's SQL that SQLite can't do or answers otherwise, with its place; null where there is none. */
export async function needsPostgres(folder: string): Promise<string | null> {
  const history = readHistory(folder);
  const parser = await loadSqlParser();
  const reader = createProjectReader();
  const project = await mkdtemp(join(tmpdir(), 'leadline-history-'));
  try {
    await cp(join(folder, 'project'), project, { recursive: true });
    for (const { overlay } of [{ overlay: undefined }, ...history.steps]) {
      if (overlay !== undefined) await cp(join(folder, 'overlays', overlay), project, { recursive: true });
      const read = await reader.read(project, { target: TARGET });
      if (!read.ok) return null;
      const spelled = schemaSpelledOut(read.project);
      if (spelled !== null) return spelled;
      for (const node of read.project.nodes.values()) {
        const [first] = lintNode(parser, node, 'sqlite').rejected;
        if (first !== undefined)
          return `${first.place.file}:${first.place.line}: ${first.construct}: ${first.why}`;
      }
    }
    return null;
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

/** `{{ target.schema }}.audit_log` in a macro or a hook: SQLite has no schemas, a relation's whole name is one word there. */
function schemaSpelledOut(project: Project): string | null {
  const hooks = [...project.nodes.values()].filter((node) => node.resourceType === 'operation');
  const texts = [
    ...[...project.macros.all.values()].map(({ place, source }) => ({ file: place.file, text: source })),
    ...hooks.map(({ place, rawCode }) => ({ file: place.file, text: rawCode })),
  ];
  const found = texts.find(({ text }) => /\{\{-?\s*(target\.)?schema\s*-?\}\}\.\w/.test(text));
  return found === undefined ? null : `${found.file}: names a relation behind its schema; SQLite has none.`;
}
