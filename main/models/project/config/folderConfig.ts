import { isPlainMap, type Plain, type PlainMap } from '../plain.ts';

/**
 * What the folder configs of `dbt_project.yml` say of a node, outermost first. `+key` is always a config; a key
 * without + is one where its value is no map, because a map there is a folder.
 */
export function folderConfigs(section: PlainMap, fqn: readonly string[]): PlainMap[] {
  const found = [configsOf(section)];
  let level: PlainMap = section;
  for (const part of fqn) {
    const next = level[part];
    if (!isPlainMap(next)) break;
    found.push(configsOf(next));
    level = next;
  }
  return found;
}

function configsOf(level: PlainMap): PlainMap {
  const configs: Record<string, Plain> = {};
  for (const [key, value] of Object.entries(level)) {
    if (key.startsWith('+')) configs[key.slice(1).trim()] = value;
    else if (!isPlainMap(value)) configs[key] = value;
  }
  return configs;
}
