import { Namespace } from '../../project/render/callable.ts';
import { datetimeModule, pytzModule } from './datetimeModule.ts';
import { itertoolsModule } from './itertoolsModule.ts';
import { regexModule } from './regexModule.ts';

/** `modules`: the parts of Python's library that templates reach. */
export function pythonModules(now: Date): Namespace {
  const known = new Map<string, Namespace>([
    ['datetime', datetimeModule(now)],
    ['pytz', pytzModule()],
    ['re', regexModule()],
    ['itertools', itertoolsModule()],
  ]);
  return new Namespace('modules', (name) => known.get(name));
}
