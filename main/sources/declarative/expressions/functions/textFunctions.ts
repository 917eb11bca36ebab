import { fn } from '../../../../jinja/fn.ts';
import { after } from '../../../../jinja/later.ts';
import { ordered } from '../../../../jinja/python/compare.ts';
import { collect } from '../../../../jinja/python/generator.ts';
import { typeError, valueError } from '../../../../jinja/templateError.ts';
import { Callable, type Value } from '../../../../jinja/value.ts';
import { textArgument } from './arguments.ts';

/** The dialect's other functions. */
export function textFunctions(random: () => number): Readonly<Record<string, Value>> {
  return {
    max: extreme('max', '>'),
    min: extreme('min', '<'),
    sanitize_url: fn('sanitize_url', ['value'], ([value]) => quotePlus(textArgument(value))),
    camel_case_to_snake_case: fn('camel_case_to_snake_case', ['value'], ([value]) =>
      textArgument(value)
        .replace(/(?!^)(?=[A-Z])/g, '_')
        .toLowerCase(),
    ),
    generate_uuid: fn('generate_uuid', [], () => uuid(random)),
  };
}

/** Of the items of one list, or of several values. */
function extreme(name: string, sign: '<' | '>'): Callable {
  return new Callable(name, ({ positional }, site) => {
    const [first] = positional;
    if (first === undefined) throw typeError(`${name} expected at least 1 argument, got 0`);
    const items = positional.length > 1 ? positional : collect(first, site.budget);
    return after(items as Value[] | Promise<Value[]>, (values) => {
      let best = values[0];
      if (best === undefined) throw valueError(`${name}() iterable argument is empty`);
      for (const value of values.slice(1)) if (ordered(sign, value, best, site.budget)) best = value;
      return best;
    });
  });
}

function quotePlus(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, (_, at) => {
    const drawn = Math.floor(random() * 16);
    return (at === 12 ? 4 : at === 16 ? 8 + (drawn % 4) : drawn).toString(16);
  }).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
