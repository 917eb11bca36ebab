import type { Path } from './locate.ts';

/** `steps[2].name`, as a person would say where it is. */
export function label(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step + 1}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '');
}
