import { RelationName } from '../../../shared/domain/relation.ts';
import type { Edit } from '../console/edits.ts';
import { isSymbol, word } from '../console/onlyReads.ts';
import type { Token } from '../console/tokens.ts';

export interface Target {
  readonly relation: RelationName;
  readonly start: number;
  readonly end: number;
  /** Directly after it: where SQLite can be told what the statement calls it. */
  readonly alias: string | null;
}

/** Words that only a relation follows, where statements write. `or` as in `insert or replace into` comes before `into`. */
const BEFORE = new Set(['into', 'update', 'table', 'view', 'exists', 'only', 'truncate', 'references']);

/** The relations a statement writes, makes or drops, written `staging.orders`: they may not be there yet. */
export function targetsOf(tokens: readonly Token[]): Target[] {
  const index = word(tokens[0]) === 'create' && tokens.slice(0, 4).some((token) => word(token) === 'index');
  const found: Target[] = [];
  for (let at = 1; at + 2 < tokens.length; at += 1) {
    const before = word(tokens[at - 1]);
    const list = isSymbol(tokens[at - 1], ',') && ['drop', 'truncate'].includes(word(tokens[0]));
    const deletes = before === 'from' && word(tokens[at - 2]) === 'delete';
    const upsert = before === 'update' && ['do', 'for'].includes(word(tokens[at - 2]));
    if (upsert || !(BEFORE.has(before) || list || deletes || (index && before === 'on'))) continue;
    const relation = relationAt(tokens, at);
    const last = tokens[at + 2];
    if (relation === null || last === undefined) continue;
    const own = ['into', 'update', 'from'].includes(before) && word(tokens[0]) !== 'create';
    const next = tokens[at + 3];
    const aliased =
      word(next) === 'as' || (next?.kind === 'name' && !AFTER.has(word(next))) || next?.kind === 'quoted';
    found.push({
      relation,
      start: tokens[at]?.start ?? 0,
      end: last.end,
      alias: own && !aliased ? relation.slice(relation.indexOf('.') + 1) : null,
    });
  }
  return found;
}

/** What can follow a relation that is written without being another name for it. */
const AFTER = new Set([
  ...['set', 'select', 'values', 'default', 'where', 'with', 'returning', 'using', 'from', 'overriding'],
  ...['indexed', 'not', 'order', 'limit', 'on'],
]);

export function targetEdits(
  targets: readonly Target[],
  naming: { quote(relation: RelationName): string; readonly schemas: boolean },
): Edit[] {
  return targets.map(({ relation, start, end, alias }) => {
    const as = naming.schemas || alias === null ? '' : ` as "${alias}"`;
    return { start, end, text: `${naming.quote(relation)}${as}` };
  });
}

function relationAt(tokens: readonly Token[], at: number): RelationName | null {
  const [layer, dot, name] = tokens.slice(at, at + 3);
  if (layer === undefined || name === undefined || !isSymbol(dot, '.')) return null;
  if (isSymbol(tokens[at - 1], '.')) return null;
  return RelationName.safeParse(`${spelled(layer)}.${spelled(name)}`).data ?? null;
}

function spelled(token: Token): string {
  return token.kind === 'quoted' ? token.text : token.text.toLowerCase();
}
