import type { YamlReader } from '../../pipelines/definition/yamlReader.ts';
import { locate } from '../../workspace/yaml/locate.ts';
import { parseYaml } from '../../workspace/yaml/parseYaml.ts';
import { pastedSecrets } from '../../workspace/yaml/pastedSecrets.ts';
import { schemaWords } from '../../workspace/yaml/schemaWords.ts';

/** Pipelines read as every other file of a workspace is. */
export const workspaceYaml: YamlReader = {
  parse(text, file) {
    const { parsed, problems } = parseYaml(text, file);
    if (parsed === null) return { read: null, problems };
    return {
      read: { data: parsed.data, at: (path, point) => locate(parsed, path, point) },
      problems: [...problems, ...pastedSecrets(parsed, file, false)],
    };
  },
  words: schemaWords,
};
