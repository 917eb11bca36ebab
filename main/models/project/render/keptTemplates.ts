import type { Environment, Template } from '../../../jinja/jinja.ts';

/** An environment that compiles a text once as long as it is asked for again in the next round. */
export interface KeptEnvironment extends Environment {
  /** A new round begins: what the last one didn't ask for is forgotten. */
  nextRound(): void;
}

export function keepTemplates(environment: Environment): KeptEnvironment {
  let earlier = new Map<string, Template>();
  let current = new Map<string, Template>();
  return {
    get drawn() {
      return environment.drawn;
    },
    compile(source, name) {
      const key = `${name}\0${source}`;
      const known = current.get(key) ?? earlier.get(key) ?? environment.compile(source, name);
      current.set(key, known);
      return known;
    },
    call: (callee, positional, named) => environment.call(callee, positional, named),
    nextRound() {
      earlier = current;
      current = new Map();
    },
  };
}
