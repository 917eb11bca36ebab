import { Namespace } from '../../project/render/callable.ts';
import { datetimeModule, pytzModule } from './datetimeModule.ts';

/** `modules`: the parts of Python's library that templates reach. */
export function pythonModules(now: Date): Namespace {
  const known = new Map<string, Namespace>([
    ['datetime', datetimeModule(now)],
    ['pytz', pytzModule()],
  ]);
  return new Namespace('modules', (name) => known.get(name));
}
