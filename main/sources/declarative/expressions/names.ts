import type { Names } from '../../../jinja/jinja.ts';
import { Fault } from '../../../jinja/templateError.ts';
import type { Value } from '../../../jinja/value.ts';
import type { Config } from '../../host.ts';
import type { JsonObject } from '../../json.ts';
import type { Seen } from '../parts.ts';
import { HeadersDict } from './values/headersDict.ts';
import { JsonDict, toValue } from './values/jsonDict.ts';
import { SliceDict } from './values/sliceDict.ts';

/** Jinja's own that a template may have beside the dialect's; `range` is taken away, as it was by the dialect. */
const JINJA = new Set(['dict', 'namespace', 'cycler', 'joiner']);
const NO_SLICE = { partition: {}, cursor: {}, extra: {} };

/** What one rendering sees, each name worked out when a template asks for it. A name nobody knows ends it. */
export function namesFor(
  seen: Seen,
  config: Config,
  parameters: JsonObject,
  functions: ReadonlySet<string>,
): Names {
  let slice: SliceDict | null = null;
  const known = new Map<string, Value>();
  const moreOf = (name: string): Value | undefined => {
    const { more } = seen;
    return more !== undefined && Object.hasOwn(more, name) ? toValue(more[name] ?? null) : undefined;
  };
  const make = (name: string): Value | undefined => {
    switch (name) {
      case 'config':
        return new JsonDict(config);
      case 'parameters':
        return new JsonDict(parameters);
      case 'stream_slice':
      case 'stream_interval':
      case 'stream_partition':
        slice ??= new SliceDict(seen.slice ?? NO_SLICE);
        return slice;
      case 'next_page_token':
        return toValue(seen.token ?? null);
      case 'headers':
        return seen.headers === undefined ? moreOf(name) : new HeadersDict(seen.headers);
      case 'record':
      case 'response': {
        const told = seen[name];
        return told === undefined ? moreOf(name) : toValue(told);
      }
      default:
        return moreOf(name);
    }
  };
  return {
    get(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const made = make(name);
      if (made !== undefined) known.set(name, made);
      else if (!functions.has(name) && !JINJA.has(name))
        throw new Fault('NameError', `there is no “${name}” here`);
      return made;
    },
  };
}
