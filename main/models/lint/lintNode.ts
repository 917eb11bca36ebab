import type { FileProblem } from '../../../shared/errors/failure.ts';
import type { Engine } from '../../warehouse/store.ts';
import type { ProjectNode } from '../project/nodes.ts';
import { isPlainList, isPlainMap } from '../project/plain.ts';
import type { SqlParser } from '../sql/parser.ts';
import { type Finding, lint } from './lint.ts';

/** What keeps a node from being built, and what its author may want to know. */
export interface NodeFindings {
  readonly rejected: readonly Finding[];
  readonly noted: readonly Finding[];
  /** Why it could not be read; null when it was, or need not be. */
  readonly unread: string | null;
}

const NOTHING: NodeFindings = { rejected: [], noted: [], unread: null };

/** Declared in its config: `meta: {engines: [sqlite, postgres]}`, on the model or on its folder. */
export function isForBoth(node: ProjectNode): boolean {
  return isFor(node, 'sqlite') && isFor(node, 'postgres');
}

function isFor(node: ProjectNode, engine: Engine): boolean {
  const engines = node.meta['engines'];
  return isPlainList(engines) && engines.includes(engine);
}

/**
 * A node declared for both engines is held to everything, wherever it is built; `meta: {answers_alike: ['/', 'lower']}`
 * says that its author knows better of these. Any other node is held, on SQLite only, to what SQLite can't do or would
 * answer otherwise: it may have been written for Postgres. Whoever writes for SQLite alone says `engines: [sqlite]`.
 */
export function lintNode(
  parser: SqlParser,
  node: ProjectNode,
  engine: Engine,
  compiled?: string,
): NodeFindings {
  if (!('rawCode' in node) || node.resourceType === 'operation' || isGeneric(node)) return NOTHING;
  const both = isForBoth(node);
  if (!both && (engine === 'postgres' || isFor(node, 'sqlite'))) return NOTHING;
  const known = isPlainMap(node.meta) ? node.meta['answers_alike'] : undefined;
  const excepted = new Set(isPlainList(known) ? known.map(String) : []);
  const { findings, unread } = lint(parser, { text: node.rawCode, at: node.codeAt }, compiled);
  const held = findings.filter(({ construct }) => !excepted.has(construct.replace(/\(…\)$/, '')));
  const rejects = ({ difference }: Finding) => both || difference === 'fails' || difference === 'differs';
  return { rejected: held.filter(rejects), noted: held.filter((one) => !rejects(one)), unread };
}

export function asProblem({ place, construct, why, instead }: Finding, rejected: boolean): FileProblem {
  return {
    file: place.file,
    line: place.line,
    column: place.column,
    message: `${construct}: ${why} Write ${instead}.`,
    severity: rejected ? 'error' : 'warning',
  };
}

/** Its SQL is its macro's. */
function isGeneric(node: ProjectNode): boolean {
  return node.resourceType === 'test' && node.testType === 'generic';
}
