import type { BuildPlace } from '../../warehouse/builds.ts';
import type { Found } from '../project/assemble/link.ts';
import type { MacroInfo, ProjectNode, RefCall, SourceCall } from '../project/nodes.ts';
import { canonicalText, type Plain } from '../project/plain.ts';
import { samePlace } from './relations.ts';
import type { Surroundings } from './rendering.ts';

type StillSo = (now: Surroundings) => boolean;

/**
 * What one compilation rests on, noted while it is rendered.
 *
 * A kept compilation is handed out only where rendering again would come to the same text and have no effect besides.
 * A template is a function of its text and of what the names handed to it answer, and each answer is one of these:
 *
 * 1. The same for every template of a reading: vars, target, environment, the order of dispatch, which macros there are.
 *    `Project.seenByAll` stands for them, so that a new macro that might hide another lets nothing hold.
 * 2. Noted here with what was answered, and asked again before the compilation is handed out: the text and the facts of
 *    every node that was rendered, the macros called, what each ref and source found, where each relation lay.
 * 3. Anything else moves, and what it went into isn't kept: the database, the present, the command, `graph`, `model`,
 *    what is said to people, chance.
 *
 * Names are in `STEADY` one by one once they are of the first two kinds: a name that nobody thought of moves.
 */
export class Grounds {
  private moved = false;
  private readonly noted = new Map<string, StillSo>();

  /** Something went in that may be another next time, or that has to happen each time. */
  moves(): void {
    this.moved = true;
  }

  /** A template asked for a name that is no macro's. */
  name(name: string): void {
    if (!STEADY.has(name)) this.moves();
  }

  rendered(node: ProjectNode): void {
    this.note(`node ${node.uniqueId}`, nodeIsStill(node.uniqueId, textOf(node)));
  }

  called({ uniqueId, contentHash }: MacroInfo): void {
    this.note(`macro ${uniqueId}`, macroIsStill(uniqueId, contentHash));
  }

  ref({ name, packageName }: RefCall, asking: string, found: Found): void {
    const call = { name, ...(packageName === undefined ? {} : { packageName }) };
    this.note(`ref ${asking} ${packageName ?? ''} ${name}`, refIsStill(call, asking, foundText(found)));
  }

  source({ source, table }: SourceCall, asking: string, found: Found): void {
    const call = { source, table };
    this.note(`source ${asking} ${source} ${table}`, sourceIsStill(call, asking, foundText(found)));
  }

  /** Where a relation lay when it was printed. A candidate is another in each build. */
  printed(place: BuildPlace, now: BuildPlace): void {
    if (!samePlace(place, now)) this.moves();
    this.note(`place ${place.database}\n${place.schema}\n${place.identifier}`, placeIsStill(place));
  }

  /** What has to hold for the compilation to be used again; null where nothing could. */
  get conditions(): readonly StillSo[] | null {
    return this.moved ? null : [...this.noted.values()];
  }

  private note(key: string, stillSo: StillSo): void {
    if (!this.noted.has(key)) this.noted.set(key, stillSo);
  }
}

// Made here, apart from any rendering, so that what is kept doesn't keep a whole project of the past with it.
const nodeIsStill =
  (id: string, text: string): StillSo =>
  ({ project }) => {
    const node = project.nodes.get(id);
    return node !== undefined && textOf(node) === text;
  };
const macroIsStill =
  (id: string, hash: string): StillSo =>
  ({ project }) =>
    project.macros.all.get(id)?.contentHash === hash;
const refIsStill =
  (call: Pick<RefCall, 'name' | 'packageName'>, asking: string, text: string): StillSo =>
  ({ project }) =>
    foundText(project.links.ref(call, asking)) === text;
const sourceIsStill =
  (call: Pick<SourceCall, 'source' | 'table'>, asking: string, text: string): StillSo =>
  ({ project }) =>
    foundText(project.links.source(call, asking)) === text;
const placeIsStill =
  (place: BuildPlace): StillSo =>
  ({ current }) =>
    samePlace(current(place), place);

/** All of a node that its own template can see without asking for `model`. */
export function textOf(node: ProjectNode): string {
  const code: Plain = 'rawCode' in node ? [node.rawCode, { ...node.codeAt }] : null;
  const { uniqueId, name, packageName, place, config, dependsOn } = node;
  const generic: Plain = 'generic' in node && node.generic !== undefined ? node.generic.kwargs : null;
  return canonicalText([
    ...[uniqueId, name, packageName, { ...place }, config, dependsOn],
    ...[relationOf(node), code, generic],
  ]);
}

/** All of another node that `ref` or `source` of it shows. */
function foundText(found: Found): string {
  if (found.kind !== 'found') return found.kind;
  const { node } = found;
  const quoting = node.resourceType === 'source' ? node.quoting : null;
  return canonicalText([node.uniqueId, node.resourceType, relationOf(node), quoting]);
}

function relationOf(node: ProjectNode): Plain {
  return 'relation' in node && node.relation !== null ? { ...node.relation } : null;
}

const STEADY: ReadonlySet<string> = new Set([
  // The same in every rendering, or as `seenByAll` has it.
  ...['execute', 'project_name', 'dbt_version', 'target', 'env', 'var', 'env_var'],
  // Functions of their arguments.
  ...['return', 'fromjson', 'tojson', 'fromyaml', 'toyaml', 'set', 'set_strict', 'zip', 'zip_strict'],
  ...['local_md5', 'render', 'context', 'diff_of_two_dicts'],
  // What they are asked is noted where they answer, or moves there.
  ...['ref', 'source', 'config', 'builtins', 'this', 'adapter', 'api', 'modules', 'is_incremental'],
  // Saying something moves.
  ...['log', 'print', 'exceptions'],
]);
