import type { TemplateError } from '../../../jinja/templateError.ts';
import type { Config } from '../../host.ts';
import type { Json } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';

export interface Origin {
  readonly stream: string | undefined;
  readonly of: Component;
  readonly template: string;
  readonly config: Config;
}

const MOST_SHOWN = 200;

/** What went wrong in a template, by stream, component and place in it. */
export function troubleOf(error: TemplateError, origin: Origin): Trouble {
  const { stream, of, template } = origin;
  const where = `${stream === undefined ? '' : `Stream ${stream}: `}${of.path === '' ? of.type : of.path}`;
  const shown = template.length > MOST_SHOWN ? `${template.slice(0, MOST_SHOWN)}…` : template;
  return new Trouble('system', {
    code: error.kind === 'syntax' ? 'MANIFEST_INVALID' : 'SOURCE_FAILED',
    message: `${where}: the template “${shown}” can't be worked out, line ${error.line}, column ${error.column}: ${withoutValues(error.message, origin)}.`,
    next: 'Correct the template in the connector’s file, or ask whoever wrote it.',
    ...(stream === undefined ? {} : { subject: stream }),
    retry: false,
  });
}

/** Python quotes values in its messages: only what the template itself says may be shown, and never what the config holds. */
function withoutValues(message: string, { template, config }: Origin): string {
  let told = message.replace(/\.$/, '');
  for (const secret of textsOf(config)) if (!template.includes(secret)) told = told.replaceAll(secret, '…');
  told = told.replace(/'([^']*)'|"([^"]*)"/g, (whole, single?: string, double?: string) =>
    template.includes(single ?? double ?? '') || isTypeName(single ?? '') ? whole : "'…'",
  );
  return told.length > 2 * MOST_SHOWN ? `${told.slice(0, 2 * MOST_SHOWN)}…` : told;
}

function isTypeName(word: string): boolean {
  return /^(?:str|int|float|bool|list|tuple|dict|NoneType|datetime|date|timedelta|Undefined|builtin_function_or_method)(?: object)?$/.test(
    word,
  );
}

function* textsOf(json: Json): Iterable<string> {
  if (typeof json === 'string') {
    if (json.length >= 3) yield json;
  } else if (typeof json === 'number' || typeof json === 'bigint') {
    if (String(json).length >= 3) yield String(json);
  } else if (typeof json === 'object' && json !== null)
    for (const inner of Array.isArray(json) ? json : Object.values(json)) yield* textsOf(inner);
}
