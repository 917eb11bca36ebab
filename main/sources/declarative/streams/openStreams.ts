import type { JsonObject } from '../../json.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Making, ParentStream } from '../parts.ts';
import { needed } from '../records/members.ts';
import { type BuiltStream, buildStream } from './builtStream.ts';
import { createMaking, nameOf, type Workshop } from './making.ts';
import { parentStream } from './parentStream.ts';
import { aboutStream, unsupportedType } from './unsupported.ts';

/** Builds a stream's parts anew; throws `Trouble` that names the stream. `state` decides between the two of a StateDelegatingStream. */
export function openStream(workshop: Workshop, component: Component, state: JsonObject | null): BuiltStream {
  return saidOf(component, () => {
    const chosen = chosenBy(component, hasState(state));
    return buildStream(chosen, makingOf(workshop, chosen, 0));
  });
}

export function makingOf(workshop: Workshop, component: Component, depth: number): Making {
  return createMaking(workshop, component, (parent, deeper) => openParent(workshop, parent, deeper), depth);
}

function openParent(workshop: Workshop, component: Component, depth: number): ParentStream {
  return saidOf(component, () =>
    parentStream(component, (stateful) => {
      const chosen = chosenBy(component, stateful);
      return buildStream(chosen, makingOf(workshop, chosen, depth));
    }),
  );
}

export function chosenBy(component: Component, stateful: boolean): Component {
  if (component.type === 'DeclarativeStream') return component;
  if (component.type !== 'StateDelegatingStream') throw unsupportedType(nameOf(component), component);
  return needed(component, stateful ? 'incremental_stream' : 'full_refresh_stream');
}

export function hasState(state: JsonObject | null): boolean {
  return state !== null && Object.keys(state).length > 0;
}

function saidOf<T>(component: Component, build: () => T): T {
  try {
    return build();
  } catch (thrown) {
    throw thrown instanceof Trouble ? aboutStream(nameOf(component), thrown) : thrown;
  }
}
