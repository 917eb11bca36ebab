import type { Later } from '../later.ts';
import { MacroReturn } from '../macroReturn.ts';
import { Fault, type Position, TemplateError } from '../templateError.ts';
import type { Frame } from './frame.ts';

/** Does the work of a statement; what goes wrong in it gets its place. */
export function located<T>(frame: Frame, at: Position, work: () => Later<T>): Later<T> {
  frame.run.exact = at;
  try {
    const done = work();
    if (!(done instanceof Promise)) return done;
    return done.catch((thrown: unknown) => {
      throw placed(frame, at, thrown);
    });
  } catch (thrown) {
    throw placed(frame, at, thrown);
  }
}

function placed(frame: Frame, at: Position, thrown: unknown): unknown {
  if (thrown instanceof TemplateError || thrown instanceof MacroReturn) return thrown;
  const where = { template: frame.template, at, exact: frame.run.exact };
  if (thrown instanceof Fault) {
    const { kind, type, message } = thrown;
    return new TemplateError({ ...where, kind, type, message });
  }
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message))
    return new TemplateError({
      ...where,
      kind: 'limit',
      type: 'RecursionError',
      message: 'the template is nested too deeply',
    });
  // A function of the host failed: its error is kept whole, as the cause.
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const type = thrown instanceof Error ? thrown.name : 'Error';
  return new TemplateError({ ...where, kind: 'runtime', type, message, cause: thrown });
}
