import { Trouble } from '../../trouble.ts';
import { type Component, isComponent, type Member } from '../component.ts';

/** A type nobody builds, or one whose code is Python. */
export function unsupportedType(stream: string, component: Component): Trouble {
  const { type, path, at } = component;
  return new Trouble('unsupported', {
    code: 'STREAM_UNSUPPORTED',
    message: `Stream ${stream} can't run here: ${reasonOf(component)}, at ${path} (line ${at.line}).`,
    next: 'The other streams of the source are not affected. To read this one too, write it with components that are supported.',
    subject: type,
    retry: false,
  });
}

function reasonOf({ type, members }: Component): string {
  const name = members['class_name'];
  if (!isCustom(type)) return `${type} is no component that Leadline knows`;
  return `${type} is Python code${typeof name === 'string' ? ` (${name})` : ''}, which is not run`;
}

export function isCustom(type: string): boolean {
  return type.startsWith('Custom');
}

/** The components below one that match, in the order of the file. */
export function componentsIn(member: Member, matches: (component: Component) => boolean): Component[] {
  const found: Component[] = [];
  const left: Member[] = [member];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (isComponent(next) && matches(next)) found.push(next);
    const inner = Array.isArray(next) ? next : Object.values(isComponent(next) ? next.members : next);
    left.push(...(inner as Member[]).toReversed());
  }
  return found;
}

/** A name can be a word of the sentence: it counts behind the word stream. */
function names(message: string, stream: string): boolean {
  return message.toLowerCase().replace(/[“”"]/g, '').includes(`stream ${stream.toLowerCase()}`);
}

/** Said of the stream that a person sees, whichever stream's part it came from. */
export function aboutStream(stream: string, trouble: Trouble): Trouble {
  const { failure, kind } = trouble;
  if (names(failure.message, stream)) return trouble;
  const message =
    kind === 'unsupported'
      ? `Stream ${stream} can't run here: ${failure.message}`
      : `Stream ${stream}: ${failure.message}`;
  return new Trouble(kind, { ...failure, message });
}
