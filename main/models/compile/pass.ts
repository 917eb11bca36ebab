import { Dict } from '../../jinja/dict.ts';
import { fn } from '../../jinja/fn.ts';
import type { Names } from '../../jinja/jinja.ts';
import { Fault } from '../../jinja/templateError.ts';
import { type Arguments, Callable, type CallSite, type Value } from '../../jinja/value.ts';
import type { BuildLine } from '../../warehouse/builds.ts';
import type { ModelNode, ProjectNode } from '../project/nodes.ts';
import { Namespace } from '../project/render/callable.ts';
import { dispatcher, readRef, readSource } from '../project/render/calls.ts';
import { commonFor } from '../project/render/commonFor.ts';
import { createScope, type Scope } from '../project/render/scope.ts';
import { createAdapter, createCatalog } from './adapter.ts';
import { FixedConfig } from './fixedConfig.ts';
import type { Grounds } from './grounds.ts';
import { overridden } from './overrides.ts';
import type { Relations } from './relations.ts';
import type { RenderingOptions, Surroundings } from './rendering.ts';
import { runtimeConfig } from './runtimeConfig.ts';
import { relationType, secondPassNames } from './secondPassNames.ts';
import { createStatements, textOf } from './statements.ts';

/** What the templates of one node see in the second pass, and what they told while they were rendered. */
export interface Pass {
  readonly scope: Scope;
  readonly config: FixedConfig;
  /** Ephemeral models named so far, in the order they were. */
  readonly ephemeral: ReadonlyMap<string, ModelNode>;
  /** While a node's own template is compiled, a ref that the order of models doesn't know is an error. */
  strictly<T>(work: () => Promise<T>): Promise<T>;
}

/** Ephemeral models lie nowhere: what names one names a common table expression. */
export function cteName(node: ProjectNode): string {
  return `__dbt__cte__${node.name}`;
}

export function createPass(
  surroundings: Surroundings,
  node: ProjectNode,
  line: BuildLine,
  options: RenderingOptions,
  relations: Relations,
  grounds: Grounds,
): Pass {
  const { project, invocation } = surroundings;
  const { target } = project.options;
  const { overrides, inputs } = options;
  const ephemeral = new Map<string, ModelNode>();
  const config = new FixedConfig(node.config);
  let strict = false;

  const ref = (args: Arguments, site: CallSite): Value => {
    const call = readRef(args, site);
    if (call.version !== undefined)
      throw new Fault(
        'CompilationError',
        `ref('${call.name}', v=${call.version}) asks for a version, and models have none here: write ref('${call.name}')`,
      );
    const found = project.links.ref(call, node.packageName);
    grounds.ref(call, node.packageName, found);
    const name = call.packageName === undefined ? call.name : `${call.packageName}.${call.name}`;
    if (found.kind === 'disabled') throw new Fault('CompilationError', `ref: ${name} is disabled`);
    if (found.kind === 'missing')
      throw new Fault(
        'CompilationError',
        `ref: there is no model, seed or snapshot called ${name}${found.near === null ? '' : `; did you mean ${found.near}?`}`,
      );
    const to = found.node;
    const input = inputs?.get(to.uniqueId);
    if (input !== undefined) return relations.cte(input);
    if (strict && to.uniqueId !== node.uniqueId && !node.dependsOn.includes(to.uniqueId))
      throw new Fault(
        'CompilationError',
        `ref('${name}') is only reached while building, so the order of models doesn't know of it: write -- depends_on: {{ ref('${name}') }} at the top of the file`,
      );
    if (to.resourceType === 'model' && to.relation === null) {
      ephemeral.set(to.uniqueId, to);
      return relations.cte(cteName(to));
    }
    const place = 'relation' in to ? to.relation : null;
    if (place === null) throw new Fault('CompilationError', `ref: ${name} makes no relation`);
    return relations.of(place);
  };
  const source = (args: Arguments, site: CallSite): Value => {
    const call = readSource(args, site);
    const found = project.links.source(call, node.packageName);
    grounds.source(call, node.packageName, found);
    if (found.kind !== 'found' || found.node.resourceType !== 'source')
      throw new Fault(
        'CompilationError',
        `source: there is no table ${call.table} in a source called ${call.source}${found.kind === 'disabled' ? ' that is enabled' : ''}`,
      );
    const input = inputs?.get(found.node.uniqueId);
    if (input !== undefined) return relations.cte(input);
    return relations.of(found.node.relation, { quoting: found.node.quoting });
  };

  const statements = createStatements(line, surroundings);
  const catalog = createCatalog(surroundings, line, relations);
  const vars = { ...project.varsOf(node.packageName), ...overrides?.vars };
  const env = Object.fromEntries(
    Object.entries(overrides?.envVars ?? {}).map(([name, value]) => [name, String(value ?? '')]),
  );
  const attributes = new Map([['config', runtimeConfig(surroundings, grounds)]]);
  const say: Surroundings['say'] = (text, kind) => {
    grounds.moves();
    surroundings.say(text, kind);
  };
  const calls = {
    ref: new Callable('ref', ref, { attributes }),
    source: new Callable('source', source, { attributes }),
    config,
  };
  const own: Record<string, Value> = {
    ...commonFor(project.name, node.packageName, vars, {
      ...project.options,
      say,
      env: { ...project.options.env, ...env },
      flags: {
        ...project.options.flags,
        WHICH: invocation.command,
        FULL_REFRESH: invocation.fullRefresh,
        ...invocation.flags,
      },
    }),
    ...statements.names,
    ...calls,
    builtins: Dict.of(calls),
    execute: true,
    selected_resources: [...invocation.selected],
    invocation_id: invocation.id,
    schemas: [...surroundings.schemas],
  };
  const lazy = secondPassNames({ surroundings, node, options, relations, catalog, config, grounds });
  const asked = new Map<string, Value | undefined>();
  const names: Names = {
    get(name) {
      const given = options.names;
      if (given !== undefined && Object.hasOwn(given, name)) return given[name];
      const isOwn = Object.hasOwn(own, name);
      // A name that nothing answers to is of those that all see.
      if (isOwn || Object.hasOwn(lazy, name)) grounds.name(name);
      if (isOwn) return own[name];
      if (!asked.has(name)) asked.set(name, Object.hasOwn(lazy, name) ? lazy[name]?.() : undefined);
      return asked.get(name);
    },
  };

  const scope: Scope = createScope({
    registry: project.macros,
    templates: project.templates,
    packageName: node.packageName,
    names,
    onMacro: (macro) => grounds.called(macro),
    missingBuiltIn: (name) => names.get(name),
    instead: overridden(overrides?.macros ?? {}),
  });
  const dispatch = dispatcher(
    project.macros,
    node.packageName,
    (macro) => scope.callable(macro),
    (name, namespace) => (namespace === 'dbt' ? names.get(name) : undefined),
  );
  own['adapter'] = createAdapter({
    surroundings,
    line,
    relations,
    catalog,
    statements,
    dispatch,
    relationType: relationType(relations, target),
    grounds,
  });
  own['render'] = fn('render', ['data'], ([text = '']) =>
    project.environment.compile(textOf(text), node.place.file).render(scope.context),
  );
  own['context'] = new Namespace('context', (name) => scope.context.get(name));

  return {
    scope,
    config,
    ephemeral,
    async strictly(work) {
      strict = true;
      try {
        return await work();
      } finally {
        strict = false;
      }
    },
  };
}
