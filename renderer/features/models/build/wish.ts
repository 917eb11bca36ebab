import { BuildWish, type PublishRule } from '../../../../shared/contract/models.ts';

/** What a person chose to have built. */
export type What = 'changed' | 'everything' | 'node' | 'node+' | '+node' | 'selection';

export interface Draft {
  readonly what: What;
  /** As typed: words of a selection. */
  readonly words: string;
  readonly without: string;
  readonly command: BuildWish['command'];
  readonly publish: PublishRule;
  readonly fullRefresh: boolean;
}

export const PLAIN: Draft = {
  what: 'changed',
  words: '',
  without: '',
  command: 'build',
  publish: 'together',
  fullRefresh: false,
};

/** Null while there is nothing to build by it: a selection without words, a node when none is chosen. */
export function wishOf(
  draft: Draft,
  node: { id: string; name: string; kind: string } | null,
): BuildWish | null {
  const { what, words, without, command, publish, fullRefresh } = draft;
  const select = selectOf(what, words, node);
  if (select === null) return null;
  return BuildWish.parse({
    command,
    select,
    exclude: split(without),
    fullRefresh,
    scope: what === 'changed' ? 'changed' : 'all',
    publish,
  });
}

function selectOf(what: What, words: string, node: Parameters<typeof wishOf>[1]): string[] | null {
  if (what === 'changed' || what === 'everything') return [];
  if (what === 'selection') {
    const chosen = split(words);
    return chosen.length === 0 ? null : chosen;
  }
  if (node === null) return null;
  const name = node.kind === 'source' || node.kind === 'exposure' ? `${node.kind}:${node.name}` : node.name;
  return [what === 'node+' ? `${name}+` : what === '+node' ? `+${name}` : name];
}

function split(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
