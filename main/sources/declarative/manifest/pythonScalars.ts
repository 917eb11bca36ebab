import type { Tags } from 'yaml';

/**
 * Plain scalars as PyYAML's safe loader takes them, because manifests are written against it: `yes` and `on` are true, `010` is
 * eight, `1_000` a thousand, `1:30` ninety; `y` is text, and so are `08`, `1e3` (no point), `08:30` (a leading nought), and here also
 * days and times, which a manifest always means as text.
 */
export function asPythonReads(tags: Tags): Tags {
  return [WORDS, ...tags.filter((tag) => nameOf(tag) !== 'timestamp').map(narrowed)];
}

/** Most scalars begin with a letter and are plain words: asked for first, they aren't held against every other kind. */
const WORDS: Tags[number] = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  test: /^(?!(?:yes|no|on|off|true|false|null)$)[A-Za-z_/]/i,
  resolve: (text: string) => text,
};

function narrowed(tag: Tags[number]): Tags[number] {
  if (typeof tag === 'string' || !('test' in tag) || tag.test === undefined) return tag;
  const name = nameOf(tag);
  if (name === 'bool') return { ...tag, test: new RegExp(`^(?![yYnN]$)(?:${tag.test.source})`) };
  if (name === 'int' && tag.format === undefined) return { ...tag, test: /^[-+]?(?:0|[1-9][0-9_]*)$/ };
  if (tag.format === 'EXP') return { ...tag, test: /^[-+]?[0-9][0-9_]*\.[0-9_]*[eE][-+][0-9]+$/ };
  if (tag.format === 'TIME' && name === 'int')
    return { ...tag, test: /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/ };
  return tag;
}

function nameOf(tag: Tags[number]): string {
  return typeof tag === 'string' ? tag : tag.tag.replace('tag:yaml.org,2002:', '');
}
