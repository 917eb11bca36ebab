import { Dict } from '../../../jinja/dict.ts';
import type { Environment, Names } from '../../../jinja/jinja.ts';
import { CALLED_FROM_OUTSIDE, TemplateError } from '../../../jinja/templateError.ts';
import { Callable, type Value } from '../../../jinja/value.ts';
import type { MacroRegistry } from '../macros/registry.ts';
import type { Captured, MacroInfo, RefCall, RelationPlace, SourceCall } from '../nodes.ts';
import type { PlainMap } from '../plain.ts';
import type { Place } from '../problem.ts';
import { Namespace, NotKnownYet } from './callable.ts';
import { dispatcher, readRef, readSource } from './calls.ts';
import { ConfigCall } from './configCall.ts';
import { firstPassAdapter, firstPassNames } from './firstPass.ts';
import { RelationValue } from './relation.ts';
import { createScope, type MacroTemplates, placed } from './scope.ts';
import { toValue } from './values.ts';

/** What is the same for every template of a package. */
export interface CaptureSetting {
  readonly environment: Environment;
  readonly registry: MacroRegistry;
  readonly templates: MacroTemplates;
  readonly packageName: string;
  /** `commonNames` for this package; told which variables are read. */
  common(onVar: (name: string) => void, onEnv: (name: string) => void): Readonly<Record<string, Value>>;
  /** What the caller adds or puts in place of ours. */
  readonly globals: Readonly<Record<string, Value>>;
  readonly target: { readonly database: string; readonly schema: string; readonly type: string };
}

export interface CaptureRequest {
  readonly file: string;
  /** Config known before the template: folders and property files. */
  readonly base: PlainMap;
  readonly relation: RelationPlace | null;
  /** What `model` shows. */
  readonly facts: PlainMap;
}

/** What went wrong in a template, and where. A class, so that no value of a template can be taken for one. */
export class CaptureFault {
  readonly place: Place;
  readonly message: string;

  constructor(place: Place, message: string) {
    this.place = place;
    this.message = message.replace(/\.$/, '');
  }
}

/** One capturing pass over one node: templates and macro calls may run in it one after the other. */
export interface Capture {
  run(code: string, at: Place): Promise<CaptureFault | null>;
  /** Renders to values instead of text. */
  outputs(code: string, at: Place): Promise<readonly Value[] | CaptureFault>;
  callMacro(
    macro: MacroInfo,
    args: readonly Value[] | ReadonlyMap<string, Value>,
    at: Place,
  ): Promise<Value | CaptureFault>;
  readonly config: PlainMap;
  captured(): Captured;
}

export function isFault(value: unknown): value is CaptureFault {
  return value instanceof CaptureFault;
}

export function createCapture(setting: CaptureSetting, request: CaptureRequest): Capture {
  const { environment, registry, templates, packageName, target } = setting;
  const refs: RefCall[] = [];
  const sources: SourceCall[] = [];
  const macros = new Set<string>();
  const vars = new Set<string>();
  const env = new Set<string>();
  const config = new ConfigCall(request.base);

  const ref = new Callable(
    'ref',
    (args, site) => {
      const call = readRef(args, site);
      refs.push(call);
      return new RelationValue({ ...target, identifier: call.name });
    },
    { attributes: new Map([['config', new NotKnownYet()]]) },
  );
  const source = new Callable('source', (args, site) => {
    const call = readSource(args, site);
    sources.push(call);
    return new RelationValue({ ...target, schema: call.source, identifier: call.table });
  });

  const own: Record<string, Value> = {
    ...firstPassNames(target),
    ...setting.common(
      (name) => vars.add(name),
      (name) => env.add(name),
    ),
    ...setting.globals,
    execute: false,
    ref,
    source,
    config,
    this:
      request.relation === null
        ? new RelationValue({ ...target, identifier: '' })
        : new RelationValue(request.relation),
    model: toValue(request.facts),
    builtins: Dict.of({ ref, source, config }),
  };
  const dispatch = dispatcher(
    registry,
    packageName,
    (macro) => scope.callable(macro),
    (name, namespace) => (namespace === 'dbt' ? new Callable(name, () => '') : undefined),
  );
  own['adapter'] = firstPassAdapter(target, dispatch);
  own['context'] = new Namespace('context', (name) => scope.context.get(name));

  const names: Names = { get: (name) => (Object.hasOwn(own, name) ? own[name] : undefined) };
  const scope = createScope({
    registry,
    templates,
    packageName,
    names,
    onMacro: (macro) => macros.add(macro.uniqueId),
    missingBuiltIn: (name) => own[name] ?? new Callable(name, () => ''),
  });
  const guarded = async <T>(at: Place, work: () => Promise<T>): Promise<T | CaptureFault> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof TemplateError)) throw thrown;
      const known = thrown.template !== '' && thrown.template !== CALLED_FROM_OUTSIDE;
      const place = known ? { file: thrown.template, line: thrown.line, column: thrown.column } : at;
      return new CaptureFault(place, thrown.message);
    }
  };
  const compile = (code: string, at: Place) => environment.compile(placed(code, at), at.file);

  return {
    async run(code, at) {
      const done = await guarded(at, async () => compile(code, at).render(scope.context));
      return isFault(done) ? done : null;
    },
    outputs: (code, at) => guarded(at, async () => compile(code, at).outputs(scope.context)),
    callMacro: (macro, args, at) =>
      guarded(at, async () => {
        const [positional, named] = args instanceof Map ? [[], args] : [[...args.values()], undefined];
        return environment.call(scope.callable(macro), positional, named);
      }),
    get config() {
      return config.calls;
    },
    captured: () => ({
      refs,
      sources,
      macros: [...macros].sort(),
      vars: [...vars].sort(),
      env: [...env].sort(),
    }),
  };
}
