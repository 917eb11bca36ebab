import type { Captured, ExposureNode } from '../nodes.ts';
import { pythonText } from '../plain.ts';
import { mapOf, readConfig, readPatch } from '../properties/patch.ts';
import { createCapture } from '../render/capture.ts';
import { child, items, placeOf, plainChild, plainOf, text } from '../yaml/located.ts';
import { type Assembly, isEnabled, resolveConfig } from './assembly.ts';
import { foldersOf } from './drafts.ts';
import type { Declared } from './propertyFiles.ts';
import { type MadeNode, tagsOf } from './templated.ts';

export async function makeExposure(
  { owner, source, located }: Declared,
  assembly: Assembly,
): Promise<MadeNode<ExposureNode> | null> {
  const patch = readPatch(located);
  if (patch === null) {
    assembly.problems.error(placeOf(located), 'This exposure has no name.', 'Write name: my_dashboard.');
    return null;
  }
  const uniqueId = `exposure.${owner.name}.${patch.name}`;
  const fqn = [owner.name, ...foldersOf(source.inside), patch.name];
  const config = resolveConfig(assembly, {
    owner,
    section: 'exposure',
    fqn,
    defaults: { enabled: true },
    patch: readConfig(located),
    calls: {},
  });
  const captured: { -readonly [K in keyof Captured]: Captured[K][number][] } = {
    refs: [],
    sources: [],
    macros: [],
    vars: [],
    env: [],
  };
  for (const one of items(child(located, 'depends_on'))) {
    const written = text(one) ?? '';
    const code = written.includes('{{') ? written : `{{ ${written} }}`;
    const capture = createCapture(assembly.settingOf(owner.name), {
      file: source.file,
      base: {},
      relation: null,
      facts: {},
    });
    const place = placeOf(one);
    const fault = await capture.run(code, { ...place, line: 1, column: 1 });
    if (fault !== null)
      assembly.problems.error(
        place,
        `This exposure can't name what it depends on: ${fault.message}.`,
        "Write ref('model') or source('source', 'table').",
        [uniqueId],
      );
    const { refs, sources } = capture.captured();
    captured.refs.push(...refs.map((call) => ({ ...call, place })));
    captured.sources.push(...sources.map((call) => ({ ...call, place })));
  }
  const [label, url, maturity] = ['label', 'url', 'maturity'].map((key) => text(child(located, key)));
  const owned = child(located, 'owner');
  return {
    enabled: isEnabled(config),
    node: {
      resourceType: 'exposure',
      uniqueId,
      name: patch.name,
      packageName: owner.name,
      path: source.path,
      place: patch.place,
      fqn,
      tags: tagsOf(config),
      meta: mapOf(config['meta']),
      description: await assembly.descriptions.render(patch.description, patch.descriptionAt, owner.name),
      config,
      columns: [],
      dependsOn: [],
      captured,
      exposureType: pythonText(plainChild(located, 'type') ?? ''),
      owner: mapOf(owned === undefined ? undefined : plainOf(owned)),
      ...(label === undefined ? {} : { label }),
      ...(url === undefined ? {} : { url }),
      ...(maturity === undefined ? {} : { maturity }),
    },
  };
}
