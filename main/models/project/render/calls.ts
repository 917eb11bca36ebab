import { Fault } from '../../../jinja/templateError.ts';
import { type Arguments, Callable, type CallSite, type Value } from '../../../jinja/value.ts';
import type { MacroRegistry } from '../macros/registry.ts';
import type { MacroInfo, RefCall, SourceCall } from '../nodes.ts';
import type { Place } from '../problem.ts';
import { toPlain } from './values.ts';

/** What a template asked of `ref`. */
export function readRef({ positional, named }: Arguments, site: CallSite): RefCall {
  const texts = positional.map(toPlain);
  const version = toPlain(named.get('version') ?? named.get('v') ?? null);
  const [first, second] = texts;
  if (typeof first !== 'string' || texts.length > 2 || (texts.length === 2 && typeof second !== 'string'))
    throw new Fault('CompilationError', "ref() takes a name, or a package and a name: ref('orders')");
  return {
    name: typeof second === 'string' ? second : first,
    place: placeOfSite(site, 'ref'),
    ...(typeof second === 'string' ? { packageName: first } : {}),
    ...(version === null ? {} : { version: String(version) }),
  };
}

export function readSource({ positional, named }: Arguments, site: CallSite): SourceCall {
  const from = positional[0] ?? named.get('source_name');
  const table = positional[1] ?? named.get('table_name');
  if (typeof from !== 'string' || typeof table !== 'string')
    throw new Fault('CompilationError', "source() takes two texts: source('shop', 'orders')");
  return { source: from, table, place: placeOfSite(site, 'source') };
}

/** Where the name of the called function begins; the interpreter places a call at its bracket. */
function placeOfSite(site: CallSite, name: string): Place {
  return { file: site.template, line: site.line, column: Math.max(1, site.column - name.length) };
}

/** `adapter.dispatch`. `missing` answers for a name no macro has; undefined from it is told to the template. */
export function dispatcher(
  registry: MacroRegistry,
  packageName: string,
  callable: (macro: MacroInfo) => Value,
  missing: (name: string, namespace: string | null) => Value | undefined,
): Callable {
  return new Callable('dispatch', ({ positional, named }) => {
    const name = toPlain(positional[0] ?? named.get('macro_name') ?? null);
    const asked = toPlain(positional[1] ?? named.get('macro_namespace') ?? null);
    if (typeof name !== 'string')
      throw new Fault(
        'CompilationError',
        "dispatch takes a macro's name: adapter.dispatch('name', 'package')",
      );
    const namespace = typeof asked === 'string' ? asked : null;
    const { macro, tried } = registry.dispatch(name, namespace, packageName);
    if (macro !== null) return callable(macro);
    const other = missing(name, namespace);
    if (other !== undefined) return other;
    throw new Fault('CompilationError', `No macro answers to ${name}: looked for ${tried.join(', ')}`);
  });
}
