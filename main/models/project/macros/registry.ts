import type { DispatchRule } from '../config/projectFile.ts';
import type { MacroInfo } from '../nodes.ts';

/**
 * Finds macros by name in dbt's order: the package that asks, then the project, then the built-in ones. A macro of
 * another package needs that package's name before it.
 */
export interface MacroRegistry {
  /** By unique id. */
  readonly all: ReadonlyMap<string, MacroInfo>;
  readonly packageNames: ReadonlySet<string>;
  find(name: string, askingPackage: string): MacroInfo | null;
  /** `package.name`; `dbt.name` is a built-in one. */
  findIn(packageName: string, name: string): MacroInfo | null;
  /** Everything callable by a bare name from `askingPackage`. */
  visibleFrom(askingPackage: string): ReadonlyMap<string, MacroInfo>;
  /** What `adapter.dispatch` means: adapter by adapter, then `default`, each in the packages of the search order. */
  dispatch(name: string, namespace: string | null, askingPackage: string): Dispatched;
  /** A materialization for this adapter, or the default one; the project's own before the packages'. */
  materialization(name: string): MacroInfo | null;
}

export interface Dispatched {
  readonly macro: MacroInfo | null;
  /** Every name that was looked for, first to last. */
  readonly tried: readonly string[];
}

export interface RegistryOptions {
  readonly rootPackage: string;
  /** Names of the packages whose macros everybody sees, nearest first: the adapter's own, then the general ones. */
  readonly internalPackages: readonly string[];
  /** This adapter and the ones it falls back to, such as `['redshift', 'postgres']`. */
  readonly adapters: readonly string[];
  readonly dispatchRules: readonly DispatchRule[];
}

export function createRegistry(macros: Iterable<MacroInfo>, options: RegistryOptions): MacroRegistry {
  const { rootPackage, internalPackages, adapters, dispatchRules } = options;
  const all = new Map<string, MacroInfo>();
  const byPackage = new Map<string, Map<string, MacroInfo>>();
  for (const macro of macros) {
    all.set(macro.uniqueId, macro);
    const known = byPackage.get(macro.packageName) ?? new Map<string, MacroInfo>();
    known.set(macro.name, macro);
    byPackage.set(macro.packageName, known);
  }
  const of = (packageName: string, name: string) => byPackage.get(packageName)?.get(name) ?? null;
  const firstOf = (packages: readonly string[], name: string) => {
    for (const packageName of packages) {
      const found = of(packageName, name);
      if (found !== null) return found;
    }
    return null;
  };
  const visible = new Map<string, ReadonlyMap<string, MacroInfo>>();
  const searchOrder = (namespace: string): readonly string[] => {
    const rule = dispatchRules.find((one) => one.namespace === namespace);
    const order = rule?.searchOrder ?? [rootPackage, namespace];
    return order.flatMap((name) => (name === 'dbt' ? internalPackages : [name]));
  };

  const dispatch = (name: string, namespace: string | null, askingPackage: string): Dispatched => {
    const tried: string[] = [];
    if (namespace === null) {
      for (const prefix of [...adapters, 'default']) {
        const full = `${prefix}__${name}`;
        tried.push(full);
        const found = firstOf([askingPackage, rootPackage, ...internalPackages], full);
        if (found !== null) return { macro: found, tried };
      }
      return { macro: null, tried };
    }
    for (const packageName of searchOrder(namespace))
      for (const prefix of [...adapters, 'default']) {
        const full = `${prefix}__${name}`;
        tried.push(`${packageName}.${full}`);
        const found = of(packageName, full);
        if (found !== null) return { macro: found, tried };
      }
    return { macro: null, tried };
  };
  const dispatches = new Map<string, Dispatched>();

  return {
    all,
    packageNames: new Set(byPackage.keys()),
    find: (name, askingPackage) => firstOf([askingPackage, rootPackage, ...internalPackages], name),
    findIn: (packageName, name) =>
      packageName === 'dbt' ? firstOf(internalPackages, name) : of(packageName, name),
    visibleFrom(askingPackage) {
      const made = visible.get(askingPackage);
      if (made !== undefined) return made;
      const names = new Map<string, MacroInfo>();
      for (const packageName of [...internalPackages].reverse().concat(rootPackage, askingPackage))
        for (const [name, macro] of byPackage.get(packageName) ?? []) names.set(name, macro);
      visible.set(askingPackage, names);
      return names;
    },
    dispatch(name, namespace, askingPackage) {
      const key = `${name} ${namespace ?? ''} ${askingPackage}`;
      const known = dispatches.get(key) ?? dispatch(name, namespace, askingPackage);
      dispatches.set(key, known);
      return known;
    },
    materialization(name) {
      const others = [...byPackage.keys()].filter(
        (one) => one !== rootPackage && !internalPackages.includes(one),
      );
      for (const adapter of [...adapters, 'default']) {
        const found = firstOf(
          [rootPackage, ...others, ...internalPackages],
          `materialization_${name}_${adapter}`,
        );
        if (found !== null) return found;
      }
      return null;
    },
  };
}
