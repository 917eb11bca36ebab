import type { Template } from '../../../jinja/jinja.ts';
import type { Later } from '../../../jinja/later.ts';
import { TemplateError } from '../../../jinja/templateError.ts';
import type { Config } from '../../host.ts';
import type { Component } from '../component.ts';
import type { Seen } from '../parts.ts';
import { namesFor } from './names.ts';
import { compilePlain } from './plainPaths.ts';
import type { Templates } from './templates.ts';
import { troubleOf } from './troubles.ts';

/** What came out; `undefined` where a step into nothing ended it, for those who take that for nothing. */
export type Render = (seen: Seen) => Later<string | undefined>;

export interface Compiling {
  readonly templates: Templates;
  readonly config: Config;
  readonly stream: string | undefined;
}

/** Python's Jinja2 raises these for a `{% include %}` without files, and the dialect then takes the template for plain text. */
const TAKEN_AS_TEXT = new Set(['TypeError', 'TemplateNotFound']);
const GONE = /\bstream_state\b/;

/** Null: no template in it. Throws `Trouble` for one that can't be read. */
export function compileTemplate(
  source: string,
  of: Component,
  compiling: Compiling,
  intoNothing: 'fails' | 'is nothing',
): Render | null {
  if (!/\{[{%#]/.test(source)) return null;
  const { config, stream } = compiling;
  const { functions } = compiling.templates;
  const failed = (thrown: unknown): string | undefined => {
    if (!(thrown instanceof TemplateError)) throw thrown;
    if (TAKEN_AS_TEXT.has(thrown.type)) return source;
    if (thrown.type === 'UndefinedError' && intoNothing === 'is nothing') return undefined;
    throw troubleOf(thrown, { stream, of, template: source, config });
  };
  const template = parsed(source, of, compiling);
  const render: Render = (seen) => {
    try {
      const done = template.rendered(namesFor(seen, config, of.parameters, functions));
      return done instanceof Promise ? done.catch(failed) : done;
    } catch (thrown) {
      return failed(thrown);
    }
  };
  const plain = compilePlain(source, config, of.parameters);
  return plain === null ? render : (seen) => plain(seen) ?? render(seen);
}

function parsed(source: string, of: Component, { templates, config, stream }: Compiling): Template {
  const origin = { stream, of, template: source, config };
  try {
    if (GONE.test(source))
      throw new TemplateError({
        kind: 'syntax',
        type: 'NameError',
        message: 'stream_state is no longer there, stream_interval takes its place',
        template: of.path,
        at: { line: 1, column: 1 },
      });
    const known = templates.read.get(source);
    if (known !== undefined) return known;
    const template = templates.environment.compile(source, of.path);
    templates.read.set(source, template);
    return template;
  } catch (thrown) {
    if (thrown instanceof TemplateError) throw troubleOf(thrown, origin);
    throw thrown;
  }
}
