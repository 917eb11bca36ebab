import { DEEPEST } from './depth.ts';
import { type Entries, entriesOf, type Located, ManifestFault } from './located.ts';

/** Values a person's config would hold; one that begins with `#/` means itself. */
const HOLDS_CONFIG = 'config_overrides';
/** Entries copied because something stands beside a `$ref`. */
const MOST_COPIED = 300_000;

/**
 * The file with every reference in place of what it names: text that begins with `#/` anywhere, and `$ref` beside members
 * that win over those referred to. Each reference is worked out once and its value shared.
 */
export function resolveReferences(root: Located): Located {
  const known = new Map<string, Located>();
  // By content, which an alias shares with what it names: what is repeated is resolved once.
  const resolved = new Map<Located['content'], Located['content']>();
  const open: string[] = [];
  let copied = 0;

  const resolve = (node: Located, depth: number): Located => {
    if (depth > 2 * DEEPEST) throw new ManifestFault(node.at, 'References make it nest without end');
    if (node.content.kind === 'scalar')
      return isReference(node.content.value) ? follow(node.content.value, node, depth) : node;
    const before = resolved.get(node.content);
    if (before !== undefined) return { at: node.at, content: before };
    const made = resolveInner(node, depth);
    resolved.set(node.content, made.content);
    return made;
  };

  const resolveInner = (node: Located, depth: number): Located => {
    const { content } = node;
    if (content.kind === 'map') return resolveMap(node, content.entries, depth);
    if (content.kind === 'scalar') return node;
    const items = content.items.map((item) => resolve(item, depth + 1));
    return { at: node.at, content: { kind: 'list', items } };
  };

  const resolveMap = (node: Located, entries: Entries, depth: number): Located => {
    const own = new Map<string, Located>();
    for (const [name, value] of entries)
      if (name !== '$ref') own.set(name, name === HOLDS_CONFIG ? value : resolve(value, depth + 1));
    const reference = entries.get('$ref');
    if (reference === undefined) return { at: node.at, content: { kind: 'map', entries: own } };
    const referred = resolve(reference, depth + 1);
    if (referred.content.kind !== 'map') return referred;
    copied += referred.content.entries.size;
    if (copied > MOST_COPIED) throw new ManifestFault(node.at, 'References make it grow without end');
    const both = new Map([...referred.content.entries, ...own]);
    return { at: node.at, content: { kind: 'map', entries: both } };
  };

  const follow = (reference: string, from: Located, depth: number): Located => {
    const done = known.get(reference);
    if (done !== undefined) return done;
    if (open.includes(reference))
      throw new ManifestFault(
        from.at,
        `References go round in a circle: ${[...open.slice(open.indexOf(reference)), reference].join(' → ')}`,
      );
    const target = lookUp(root, reference);
    if (target === null) throw new ManifestFault(from.at, `There is nothing at ${reference}`);
    open.push(reference);
    const found = resolve(target, depth + 1);
    open.pop();
    known.set(reference, found);
    return found;
  };

  if (root.content.kind !== 'map') return root;
  // What nobody refers to isn't asked for, so a broken definition that is not in use does no harm.
  const sections = [...entriesOf(root)].filter(([name]) => name !== 'definitions');
  const entries = new Map(sections.map(([name, value]) => [name, resolve(value, 1)]));
  return { at: root.at, content: { kind: 'map', entries } };
}

function isReference(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('#/');
}

/** A name may itself hold a slash: the longest name that is there wins. */
function lookUp(root: Located, reference: string): Located | null {
  let node = root;
  let rest = reference.slice(2);
  while (rest !== '') {
    const { content } = node;
    if (content.kind === 'scalar') return null;
    const whole = content.kind === 'map' ? content.entries.get(rest) : undefined;
    if (whole !== undefined) return whole;
    const slash = rest.indexOf('/');
    const head = slash < 0 ? rest : rest.slice(0, slash);
    rest = slash < 0 ? '' : rest.slice(slash + 1);
    const next = content.kind === 'map' ? content.entries.get(head) : content.items[indexOf(head)];
    if (next === undefined) return null;
    node = next;
  }
  return node;
}

function indexOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : -1;
}
