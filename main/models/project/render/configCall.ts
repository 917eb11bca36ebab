import { Dict } from '../../../jinja/dict.ts';
import { fn } from '../../../jinja/fn.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { type Arguments, HostObject, type Value } from '../../../jinja/value.ts';
import { mergeConfig } from '../config/mergeConfig.ts';
import { isPlainMap, type Plain, type PlainMap } from '../plain.ts';
import { toPlain, toValue } from './values.ts';

/** `config` inside a template: calling it sets, its methods ask. */
export class ConfigCall extends HostObject {
  readonly typeName = 'config';
  private set: PlainMap = {};
  private readonly base: PlainMap;

  /** `base`: what folders and property files said before. */
  constructor(base: PlainMap) {
    super();
    this.base = base;
  }

  /** What calls set so far; of two calls the later counts, where values don't add up. */
  get calls(): PlainMap {
    return this.set;
  }

  override call({ positional, named }: Arguments): Value {
    for (const one of positional) {
      const given = toPlain(one);
      if (!(one instanceof Dict) || !isPlainMap(given))
        throw new Fault('CompilationError', 'config() takes named values: config(materialized="table")');
      this.set = mergeConfig(this.set, given);
    }
    const entries = [...named].map(([name, value]) => [name, toPlain(value)] as const);
    this.set = mergeConfig(this.set, Object.fromEntries(entries));
    return '';
  }

  attribute(name: string): Value | undefined {
    switch (name) {
      case 'get':
        return fn('get', ['name', ['default', null], ['validator', null]], ([key = '', other = null]) => {
          const found = this.find(key);
          return found === undefined ? other : toValue(found);
        });
      case 'require':
        return fn('require', ['name', ['validator', null]], ([key = '']) => {
          const found = this.find(key);
          if (found === undefined)
            throw new Fault('CompilationError', `The config ${String(toPlain(key))} is required here`);
          return toValue(found);
        });
      case 'set':
        return fn('set', ['name', 'value'], ([key = '', value = null]) => {
          this.set = mergeConfig(this.set, { [String(toPlain(key))]: toPlain(value) });
          return '';
        });
      case 'meta_get':
        return fn('meta_get', ['name', ['default', null]], ([key = '', other = null]) => {
          const meta = this.find('meta');
          const found = isPlainMap(meta) ? meta[String(toPlain(key))] : undefined;
          return found === undefined ? other : toValue(found);
        });
      case 'persist_relation_docs':
      case 'persist_column_docs':
        return fn(name, [], () => {
          const wanted = this.find('persist_docs');
          return (
            isPlainMap(wanted) && wanted[name === 'persist_relation_docs' ? 'relation' : 'columns'] === true
          );
        });
      default: {
        const found = this.find(name);
        return found === undefined ? undefined : toValue(found);
      }
    }
  }

  /** Everything that is set by now. */
  protected get all(): PlainMap {
    return mergeConfig(this.base, this.set);
  }

  private find(key: Value): Plain | undefined {
    const name = String(toPlain(key));
    const merged = this.all;
    return merged[name] ?? merged[name.replaceAll('_', '-')];
  }
}
