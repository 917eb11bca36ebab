import { type Context, createContext, Script } from 'node:vm';
import { Dict } from '../../../jinja/dict.ts';
import { fn } from '../../../jinja/fn.ts';
import { after, inOrder, type Later } from '../../../jinja/later.ts';
import type { Formal } from '../../../jinja/parameters.ts';
import { numberOf } from '../../../jinja/python/datetime/duration.ts';
import { type PatternFlags, translatePattern } from '../../../jinja/python/regexPattern.ts';
import { Fault, overLimit } from '../../../jinja/templateError.ts';
import { type CallSite, HostObject, Tuple, type Value } from '../../../jinja/value.ts';
import { pythonText } from '../../project/plain.ts';
import { Namespace } from '../../project/render/callable.ts';
import { toPlain } from '../../project/render/values.ts';

/** A pattern can take for ever on a short text; nothing else in this language can stop it. */
const LONGEST_MS = 1000;

const IGNORECASE = 2;
const MULTILINE = 8;
const DOTALL = 16;
const VERBOSE = 64;
const FLAGS: Readonly<Record<string, number>> = {
  I: IGNORECASE,
  IGNORECASE,
  M: MULTILINE,
  MULTILINE,
  S: DOTALL,
  DOTALL,
  X: VERBOSE,
  VERBOSE,
  U: 32,
  UNICODE: 32,
  A: 256,
  ASCII: 256,
};

type Guard = <T>(work: () => T) => T;
type Where = 'match' | 'fullmatch' | 'search';

/** `modules.re`. */
export function regexModule(): Namespace {
  const guard = createGuard();
  const patternOf = (given: Value, flags: Value): Pattern =>
    given instanceof Pattern ? given : new Pattern(textOf(given), flagsOf(flags), guard);
  return new Namespace('module re', (name) => {
    const flag = FLAGS[name];
    if (flag !== undefined) return flag;
    if (name === 'compile')
      return fn(name, ['pattern', ['flags', 0]], ([given = '', flags = 0]) => patternOf(given, flags));
    if (name === 'escape')
      return fn(name, ['pattern'], ([text = '']) =>
        textOf(text).replace(/[\s\\^$.|?*+()[\]{}\-&~#]/g, '\\$&'),
      );
    const method = METHODS[name];
    if (method === undefined) return undefined;
    const formals: readonly Formal[] = ['pattern', ...method.formals, ['flags', 0]];
    return fn(name, formals, (values, site) =>
      method.run(patternOf(values[0] ?? '', values.at(-1) ?? 0), values.slice(1, -1), site),
    );
  });
}

function createGuard(): Guard {
  let context: Context | null = null;
  const script = new Script('work()');
  return (work) => {
    context ??= createContext({});
    let found: { readonly value: ReturnType<typeof work> } | null = null;
    context['work'] = () => {
      found = { value: work() };
    };
    try {
      script.runInContext(context, { timeout: LONGEST_MS });
    } catch (thrown) {
      if (codeOf(thrown) === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
        throw overLimit('the pattern takes too long on this text');
      throw thrown;
    }
    if (found === null) throw overLimit('the pattern takes too long on this text');
    return (found as { readonly value: ReturnType<typeof work> }).value;
  };
}

function flagsOf(value: Value): PatternFlags {
  const bits = numberOf(value) ?? 0;
  return {
    ignoreCase: (bits & IGNORECASE) !== 0,
    multiline: (bits & MULTILINE) !== 0,
    dotAll: (bits & DOTALL) !== 0,
    verbose: (bits & VERBOSE) !== 0,
  };
}

class Pattern extends HostObject {
  readonly typeName = 're.Pattern';
  readonly pattern: string;
  private readonly expression: RegExp;
  private readonly guard: Guard;

  constructor(pattern: string, flags: PatternFlags, guard: Guard) {
    super();
    this.pattern = pattern;
    this.expression = translatePattern(pattern, flags);
    this.guard = guard;
  }

  attribute(name: string): Value | undefined {
    if (name === 'pattern') return this.pattern;
    const method = METHODS[name];
    return method && fn(name, method.formals, (values, site) => method.run(this, values, site));
  }

  first(text: string, where: Where): RegExpExecArray | null {
    const { expression } = this;
    const source =
      where === 'search'
        ? expression
        : new RegExp(
            where === 'match' ? expression.source : `(?:${expression.source})(?![\\s\\S])`,
            `${expression.flags.replace('g', '')}y`,
          );
    return this.guard(() => {
      source.lastIndex = 0;
      return source.exec(text);
    });
  }

  all(text: string): RegExpExecArray[] {
    return this.guard(() => [...text.matchAll(this.expression)]);
  }

  override repr(): string {
    return `re.compile('${this.pattern}')`;
  }
}

class Match extends HostObject {
  readonly typeName = 're.Match';
  private readonly found: RegExpExecArray;

  constructor(found: RegExpExecArray) {
    super();
    this.found = found;
  }

  attribute(name: string): Value | undefined {
    const { found } = this;
    switch (name) {
      case 'group':
        return fn(
          name,
          [
            ['group', 0],
            ['other', null],
          ],
          ([which = 0, other = null]) =>
            other === null ? this.group(which) : new Tuple([this.group(which), this.group(other)]),
        );
      case 'groups':
        return fn(
          name,
          [['default', null]],
          ([other = null]) => new Tuple(found.slice(1).map((one) => one ?? other)),
        );
      case 'groupdict':
        return fn(name, [['default', null]], ([other = null]) =>
          Dict.of(
            Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, one]) => [key, one ?? other])),
          ),
        );
      case 'start':
      case 'end':
        return fn(name, [['group', 0]], ([which = 0]) => this.span(which)[name === 'start' ? 0 : 1]);
      case 'span':
        return fn(name, [['group', 0]], ([which = 0]) => new Tuple(this.span(which)));
      case 'string':
        return found.input;
      default:
        return undefined;
    }
  }

  override item(key: Value): Value | undefined {
    return this.group(key);
  }

  group(which: Value): Value {
    if (typeof which === 'string') {
      const named = this.found.groups;
      if (named === undefined || !Object.hasOwn(named, which)) throw new Fault('IndexError', 'no such group');
      return named[which] ?? null;
    }
    const at = numberOf(which) ?? 0;
    if (at < 0 || at >= this.found.length) throw new Fault('IndexError', 'no such group');
    return this.found[at] ?? null;
  }

  private span(which: Value): [number, number] {
    const { indices } = this.found;
    const found = typeof which === 'string' ? indices?.groups?.[which] : indices?.[numberOf(which) ?? 0];
    return found ?? [-1, -1];
  }
}

interface Method {
  readonly formals: readonly Formal[];
  readonly run: (pattern: Pattern, values: readonly Value[], site: CallSite) => Later<Value>;
}

const one = (where: Where): Method => ({
  formals: ['string'],
  run: (pattern, [text = '']) => {
    const found = pattern.first(textOf(text), where);
    return found === null ? null : new Match(found);
  },
});

const METHODS: Readonly<Record<string, Method>> = {
  match: one('match'),
  fullmatch: one('fullmatch'),
  search: one('search'),
  findall: {
    formals: ['string'],
    run: (pattern, [text = '']) =>
      pattern.all(textOf(text)).map((found) => {
        const groups = found.slice(1).map((group) => group ?? '');
        return groups.length === 0 ? found[0] : groups.length === 1 ? (groups[0] ?? '') : new Tuple(groups);
      }),
  },
  finditer: {
    formals: ['string'],
    run: (pattern, [text = '']) => pattern.all(textOf(text)).map((found) => new Match(found)),
  },
  split: {
    formals: ['string', ['maxsplit', 0]],
    run: (pattern, [text = '', most = 0]) => {
      const whole = textOf(text);
      const limit = numberOf(most) || Number.MAX_SAFE_INTEGER;
      const parts: Value[] = [];
      let at = 0;
      for (const found of pattern.all(whole).slice(0, limit)) {
        parts.push(whole.slice(at, found.index), ...found.slice(1).map((group) => group ?? null));
        at = found.index + found[0].length;
      }
      return [...parts, whole.slice(at)];
    },
  },
  sub: {
    formals: ['repl', 'string', ['count', 0]],
    run: (pattern, [replacement = '', text = '', count = 0], site) => {
      const whole = textOf(text);
      const found = pattern.all(whole).slice(0, numberOf(count) || Number.MAX_SAFE_INTEGER);
      const made = inOrder(found, (match) =>
        typeof replacement === 'string'
          ? expanded(replacement, match)
          : after(site.call(replacement, [new Match(match)]), textOf),
      );
      return after(made, (texts) => {
        let out = '';
        let at = 0;
        for (const [index, match] of found.entries()) {
          out += whole.slice(at, match.index) + (texts[index] ?? '');
          at = match.index + match[0].length;
        }
        return out + whole.slice(at);
      });
    },
  },
};

/** A replacement with `\1` and `\g<name>` filled in. */
function expanded(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\\(?:g<(\w+)>|(\d{1,2})|([\s\S]))/g, (whole, named, numbered, letter) => {
    const group = named ?? numbered;
    if (group !== undefined)
      return /^\d+$/.test(group) ? (match[Number(group)] ?? '') : (match.groups?.[group] ?? '');
    return { n: '\n', t: '\t', r: '\r', '\\': '\\' }[letter as string] ?? whole;
  });
}

function textOf(value: Value): string {
  return pythonText(toPlain(value));
}

/** The error comes from another realm, whose Error is none of this one's. */
function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
