import type { Environment, Names, Template } from '../../../jinja/jinja.ts';
import { after, type Later } from '../../../jinja/later.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { Callable, type Value } from '../../../jinja/value.ts';
import type { MacroRegistry } from '../macros/registry.ts';
import type { MacroInfo } from '../nodes.ts';
import { Namespace } from './callable.ts';

/** Compiled macros, kept as long as their text stays the same. */
export interface MacroTemplates {
  of(macro: MacroInfo): Template;
}

export function createMacroTemplates(environment: Environment): MacroTemplates {
  const compiled = new Map<string, { source: string; template: Template }>();
  // Asked for by every node that calls it: the macro itself is found faster than its place.
  const known = new WeakMap<MacroInfo, Template>();
  const compile = (macro: MacroInfo): Template => {
    const key = `${macro.place.file}:${macro.place.line}:${macro.place.column}`;
    const earlier = compiled.get(key);
    if (earlier !== undefined && earlier.source === macro.source) return earlier.template;
    const template = environment.compile(placed(exportable(macro), macro.place), macro.place.file);
    compiled.set(key, { source: macro.source, template });
    return template;
  };
  return {
    of(macro) {
      const found = known.get(macro) ?? compile(macro);
      known.set(macro, found);
      return found;
    },
  };
}

/** A template keeps names that begin with _ to itself; a macro of a project is called by them all the same. */
function exportedName({ name }: MacroInfo): string {
  return name.startsWith('_') ? `macro${name}` : name;
}

function exportable(macro: MacroInfo): string {
  const renamed = exportedName(macro);
  return renamed === macro.name ? macro.source : macro.source.replace(macro.name, renamed);
}

/** Text moved to where it stands in its file, so that every error names the file's own line and column. */
export function placed(text: string, at: { readonly line: number; readonly column: number }): string {
  return '\n'.repeat(at.line - 1) + ' '.repeat(at.column - 1) + text;
}

export interface ScopeOptions {
  readonly registry: MacroRegistry;
  readonly templates: MacroTemplates;
  /** The package of what is rendered: its macros are seen by their bare names. */
  readonly packageName: string;
  /** Names that are no macros. A macro of the same name hides one, which then is in `builtins`. */
  readonly names: Names;
  /** Told each time a macro is called. */
  readonly onMacro?: (macro: MacroInfo) => void;
  /** Comes before every macro and name; `packageName` is null for a bare name. */
  readonly instead?: (packageName: string | null, name: string) => Value | undefined;
  /** Answers for a missing macro of the built-in packages. */
  readonly missingBuiltIn?: (name: string) => Value | undefined;
}

export interface Scope {
  readonly context: Names;
  /** The macro as this scope calls it. */
  callable(macro: MacroInfo): Callable;
}

/** What one rendering sees: macros in dbt's order, package names, then the names handed in. */
export function createScope(options: ScopeOptions): Scope {
  const { registry, templates, packageName, names, onMacro, missingBuiltIn, instead } = options;
  const callables = new Map<string, Callable>();
  const found = new Map<string, Value | undefined>();

  const callable = (macro: MacroInfo): Callable => {
    const made = callables.get(macro.uniqueId);
    if (made !== undefined) return made;
    let inner: Callable | null = null;
    const load = (): Later<Callable> =>
      after(templates.of(macro).exports(context), (module) => {
        const made = module.get(exportedName(macro));
        if (made === undefined)
          throw new Fault('CompilationError', `${macro.name} is not a macro of ${macro.place.file}`);
        inner = made;
        return made;
      });
    const fresh = new Callable(
      macro.name,
      (args, site) => {
        onMacro?.(macro);
        if (inner !== null) return site.call(inner, args.positional, args.named);
        return after(load(), (made) => site.call(made, args.positional, args.named));
      },
      { text: `<macro ${macro.packageName}.${macro.name}>` },
    );
    callables.set(macro.uniqueId, fresh);
    return fresh;
  };

  const namespace = (name: string) => {
    const asked = new Map<string, Value | undefined>();
    const ask = (inner: string): Value | undefined => {
      const other = instead?.(name, inner);
      if (other !== undefined) return other;
      const macro = registry.findIn(name, inner);
      if (macro !== null) return callable(macro);
      return name === 'dbt' ? missingBuiltIn?.(inner) : undefined;
    };
    return new Namespace(`package ${name}`, (inner) => {
      if (!asked.has(inner)) asked.set(inner, ask(inner));
      return asked.get(inner);
    });
  };

  const resolve = (name: string): Value | undefined => {
    const other = instead?.(null, name);
    if (other !== undefined) return other;
    const macro = registry.find(name, packageName);
    if (macro !== null && macro.kind !== 'materialization') return callable(macro);
    const own = names.get(name);
    if (own !== undefined) return own;
    if (name === 'dbt' || registry.packageNames.has(name)) return namespace(name);
    return undefined;
  };

  const context: Names = {
    get(name) {
      if (!found.has(name)) found.set(name, resolve(name));
      return found.get(name);
    },
  };
  return { context, callable };
}
