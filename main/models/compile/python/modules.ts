import { Namespace } from '../../project/render/callable.ts';
import { datetimeModule, pytzModule } from './datetimeModule.ts';
import { itertoolsModule } from './itertoolsModule.ts';
import { regexModule } from './regexModule.ts';

/** `modules`: the parts of Python's library that templates reach, each made when it is asked for. */
export function pythonModules(clock: (() => Date) | null): Namespace {
  const made = new Map<string, Namespace>();
  return new Namespace('modules', (name) => {
    const known = made.get(name) ?? make(name, clock);
    if (known !== undefined) made.set(name, known);
    return known;
  });
}

function make(name: string, clock: (() => Date) | null): Namespace | undefined {
  switch (name) {
    case 'datetime':
      return datetimeModule(clock);
    case 'pytz':
      return pytzModule();
    case 're':
      return regexModule();
    case 'itertools':
      return itertoolsModule();
    default:
      return undefined;
  }
}
