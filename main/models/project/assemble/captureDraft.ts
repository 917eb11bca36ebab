import { asList } from '../config/mergeConfig.ts';
import type { Outcome } from '../memory.ts';
import type { RelationPlace } from '../nodes.ts';
import { isPlainMap, type PlainMap } from '../plain.ts';
import type { Place } from '../problem.ts';
import { CaptureFault, createCapture } from '../render/capture.ts';
import { holdsTemplate } from '../yaml/renderYaml.ts';
import { type Assembly, type ConfigParts, resolveConfig } from './assembly.ts';
import type { Draft } from './drafts.ts';

/** Runs the template and the hooks once; remembered as long as nothing they could see changes. */
export function captureDraft(
  draft: Draft,
  parts: Omit<ConfigParts, 'calls'>,
  base: PlainMap,
  facts: PlainMap,
  relation: RelationPlace | null,
  assembly: Assembly,
): Promise<Outcome> {
  const { kind, owner, place, code, codeAt, uniqueId } = draft;
  const madeFrom = [
    assembly.surroundings,
    kind === 'seed' ? '' : code,
    { ...place },
    { ...codeAt },
    facts,
    relation === null ? null : { ...relation },
  ];
  const hashOf = (id: string) => assembly.registry.all.get(id)?.contentHash;
  return assembly.memory.outcome(`${uniqueId} ${place.file}`, madeFrom, hashOf, async () => {
    const capture = createCapture(assembly.settingOf(owner.name), {
      file: place.file,
      base,
      relation,
      facts,
    });
    const fault = kind === 'seed' ? null : await capture.run(code, codeAt);
    const config = resolveConfig(assembly, { ...parts, calls: capture.config });
    const hookFault = fault ?? (await runHooks(config, capture, place));
    return { config: capture.config, captured: capture.captured(), fault: hookFault, problems: [] };
  });
}

async function runHooks(
  config: PlainMap,
  capture: ReturnType<typeof createCapture>,
  at: Place,
): Promise<CaptureFault | null> {
  for (const hook of [...asList(config['pre-hook']), ...asList(config['post-hook'])]) {
    const sql = isPlainMap(hook) ? hook['sql'] : hook;
    if (typeof sql !== 'string' || !holdsTemplate(sql)) continue;
    const fault = await capture.run(sql, { ...at, line: 1, column: 1 });
    if (fault !== null) return new CaptureFault(fault.place, `in a hook: ${fault.message}`);
  }
  return null;
}
