import { type Component, isComponent } from '../component.ts';
import { nameOf } from './making.ts';
import { mapComponents } from './rewrite.ts';
import { componentsIn } from './unsupported.ts';

/**
 * Answers of streams that are parents are kept for a while unless the manifest forbids it: a parent that several streams need is
 * asked for once.
 */
export function keepParentAnswers(streams: readonly Component[]): readonly Component[] {
  const parents = new Set(
    componentsIn([...streams], ({ type }) => type === 'ParentStreamConfig').flatMap(({ members }) =>
      isComponent(members['stream']) ? [nameOf(members['stream'])] : [],
    ),
  );
  if (parents.size === 0) return streams;
  return streams.map((stream) => mapComponents(stream, (one) => keeping(one, parents)) as Component);
}

function keeping(component: Component, parents: ReadonlySet<string>): Component {
  const { type, members } = component;
  if (type !== 'DeclarativeStream' || !parents.has(nameOf(component))) return component;
  const retriever = members['retriever'];
  const requester = isComponent(retriever) ? retriever.members['requester'] : undefined;
  if (!isComponent(retriever) || !isComponent(requester) || requester.members['use_cache'] === false)
    return component;
  const kept = { ...requester, members: { ...requester.members, use_cache: true } };
  return {
    ...component,
    members: { ...members, retriever: { ...retriever, members: { ...retriever.members, requester: kept } } },
  };
}
