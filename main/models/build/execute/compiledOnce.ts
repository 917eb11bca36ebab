import type { Rendering } from '../../compile/rendering.ts';

/** Compiling asks the database where the template does: once a build is enough. */
export function compiledOnce(rendering: Rendering): Rendering {
  let compiled: ReturnType<Rendering['compile']> | null = null;
  return {
    compile() {
      compiled ??= rendering.compile();
      return compiled;
    },
    render: (text, at) => rendering.render(text, at),
    find: (name) => rendering.find(name),
    call: (macro, positional, named) => rendering.call(macro, positional, named),
    get config() {
      return rendering.config;
    },
  };
}
