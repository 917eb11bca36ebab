import { type Finding, isTest, lineAt, type Rule, type SourceFile } from '../rule.ts';

/** Joined here, so that this file is not its own finding. */
const HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['registry', 'npmmirror', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['deb', 'debian', 'org'],
  ['pypi', 'org'],
].map((parts) => parts.join('.'));

const FOLDERS = [
  { path: new RegExp(`(?<![\\w.~-])/${'work'}/`, 'g'), what: 'a folder of one machine', inTests: true },
  {
    path: new RegExp(`(?<![\\w.~-])/${'root'}(?=/\\w|["'\`\\s])`, 'g'),
    what: 'a folder of one person',
    inTests: true,
  },
  // Tests of path logic need a home folder to speak of; nobody lives there.
  {
    path: new RegExp(`(?<![\\w.~-])/${'home'}/[a-z_][\\w-]*`, 'g'),
    what: 'a folder of one person',
    inTests: false,
  },
];

/** What holds on one machine, or behind one registry, is no part of the project. */
export const machine: Rule = {
  name: 'machine paths and registry hosts',
  check: (files) => files.flatMap(checkFile),
};

function checkFile(file: SourceFile): Finding[] {
  const found: Finding[] = [];
  for (const { path, what } of FOLDERS.filter(({ inTests }) => inTests || !isTest(file.path)))
    for (const hit of file.text.matchAll(path))
      found.push({
        file: file.path,
        line: lineAt(file.text, hit.index),
        message: `names ${what}: ${hit[0]}`,
      });
  for (const host of HOSTS) {
    const at = file.text.indexOf(host);
    if (at !== -1)
      found.push({
        file: file.path,
        line: lineAt(file.text, at),
        message: `names the registry host ${host}`,
      });
  }
  return found;
}
