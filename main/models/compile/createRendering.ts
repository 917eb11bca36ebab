import type { Result } from '../../../shared/errors/failure.ts';
import { Dict } from '../../jinja/dict.ts';
import type { Value } from '../../jinja/value.ts';
import type { BuildLine } from '../../warehouse/builds.ts';
import type { MacroInfo, ModelNode, ProjectNode } from '../project/nodes.ts';
import type { Place } from '../project/problem.ts';
import { isFault } from '../project/render/capture.ts';
import { placed } from '../project/render/scope.ts';
import { testArgument } from '../project/render/testArgument.ts';
import { Grounds } from './grounds.ts';
import { type Cte, injectCtes } from './injectCtes.ts';
import type { KeptCompilation } from './keptCompilations.ts';
import { createPass, cteName, type Pass } from './pass.ts';
import { createRelations } from './relations.ts';
import type { Compiled, Rendering, RenderingOptions, Surroundings } from './rendering.ts';
import { told } from './templateFailure.ts';

/** The second pass over one node. */
export function createRendering(
  surroundings: Surroundings,
  node: ProjectNode,
  line: BuildLine,
  options: RenderingOptions = {},
): Rendering {
  const { project, builds } = surroundings;
  const grounds = new Grounds();
  const relations = createRelations({
    builds,
    current(place) {
      const now = surroundings.current(place);
      grounds.printed(place, now);
      return now;
    },
  });
  const names: Record<string, Value> = { ...options.names };
  const pass = createPass(surroundings, node, line, { ...options, names }, relations, grounds);
  const isOrdinary = Object.keys(options).length === 0;
  /** Whether a template has run in `pass`, which it may have left changed. */
  let begun = false;
  let kept: KeptCompilation | null = null;
  const text = async (of: Pass, code: string, at: Place): Promise<string> => {
    const moved = placed(code, at);
    const rendered = await project.environment.compile(moved, at.file).render(of.scope.context);
    return withoutMove(rendered, at);
  };

  /** What an ephemeral model needs in front of it, each once, and itself last. */
  const gather = async (
    model: ModelNode,
    ctes: Map<string, Cte>,
    within: readonly string[],
  ): Promise<void> => {
    if (ctes.has(model.uniqueId) || within.includes(model.uniqueId)) return;
    grounds.rendered(model);
    const own = createPass(surroundings, model, line, {}, relations, grounds);
    const sql = await own.strictly(() => text(own, model.rawCode, model.codeAt));
    for (const inner of own.ephemeral.values()) await gather(inner, ctes, [...within, model.uniqueId]);
    ctes.set(model.uniqueId, { name: cteName(model), sql });
  };
  const finished = async (sql: string): Promise<Compiled> => {
    const ctes = new Map<string, Cte>();
    for (const model of pass.ephemeral.values()) await gather(model, ctes, [node.uniqueId]);
    const used = injectCtes(sql, [...ctes.values()]);
    return { sql: used, shown: relations.shown(used) };
  };

  const at = 'codeAt' in node ? node.codeAt : node.place;
  const compiled = async (): Promise<Compiled> => {
    begun = true;
    if (!('rawCode' in node)) return { sql: '', shown: '' };
    if (node.resourceType === 'test' && node.generic !== undefined)
      names['_dbt_generic_test_kwargs'] = await testArguments(node.generic.kwargs, pass, surroundings, at);
    return finished(await pass.strictly(() => text(pass, node.rawCode, node.codeAt)));
  };
  const keptOrCompiled = async (): Promise<Compiled> => {
    if (begun || !isOrdinary) return compiled();
    kept = project.compilations.find(node, surroundings);
    if (kept !== null) return kept.compiled;
    const { drawn } = project.environment;
    const made = await compiled();
    if (project.environment.drawn !== drawn) grounds.moves();
    project.compilations.keep(node, { compiled: made, config: pass.config.all }, grounds, surroundings);
    return made;
  };
  /** Whoever goes on after the node's own template finds what it left: of a kept one it is rendered after all. */
  const goingOn = async (): Promise<void> => {
    if (!begun && kept !== null) await compiled();
    begun = true;
  };

  return {
    compile: () => told(node, at, keptOrCompiled),
    render: (code, place) =>
      told(node, place, async () => {
        await goingOn();
        return finished(await text(pass, code, place));
      }),
    find(name) {
      const [first = '', second] = name.split('.');
      const macro =
        second === undefined
          ? project.macros.find(first, node.packageName)
          : project.macros.findIn(first, second);
      return macro ?? undefined;
    },
    call: (macro: MacroInfo, positional, named): Promise<Result<Value>> =>
      told(node, macro.place, async () => {
        await goingOn();
        return project.environment.call(pass.scope.callable(macro), positional, named);
      }),
    get config() {
      return begun || kept === null ? pass.config.all : kept.config;
    },
  };
}

/** Text was moved to its place in the file for the sake of errors; what moved it is no part of what it says. */
function withoutMove(rendered: string, at: Place): string {
  let start = 0;
  while (start < at.line - 1 && rendered[start] === '\n') start += 1;
  const end = start + at.column - 1;
  while (start < end && rendered[start] === ' ') start += 1;
  return rendered.slice(start);
}

async function testArguments(
  kwargs: Readonly<Record<string, Parameters<typeof testArgument>[0]>>,
  pass: Pass,
  { project }: Surroundings,
  at: Place,
): Promise<Dict> {
  const made = new Dict();
  for (const [key, value] of Object.entries(kwargs)) {
    const one = await testArgument(value, key, async (code) => {
      const [first, ...rest] = await project.environment
        .compile(placed(code, at), at.file)
        .outputs(pass.scope.context);
      const begins = typeof first === 'string' ? withoutMove(first, at) : first;
      return begins === undefined || begins === '' ? rest : [begins, ...rest];
    });
    if (!isFault(one)) made.set(key, one);
  }
  return made;
}
