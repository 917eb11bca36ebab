import type { RelationName } from '../../../../../shared/domain/relation.ts';
import { inputsOf } from '../../../../../shared/domain/study.ts';
import { readyStudy, studyNames } from '../../../studies/studyFiles.ts';

/** What studies write, with what each is made from. */
export async function studiesInto(
  workspace: string,
): Promise<ReadonlyMap<RelationName, readonly RelationName[]>> {
  const made = new Map<RelationName, readonly RelationName[]>();
  for (const name of (await studyNames(workspace)) ?? []) {
    const ready = await readyStudy(workspace, name);
    // One that can't be read is told among the problems of the workspace.
    if (!ready.ok) continue;
    const { study } = ready.value;
    for (const into of [study.into, study.strength_into])
      if (into !== undefined) made.set(into, [...new Set([...(made.get(into) ?? []), ...inputsOf(study)])]);
  }
  return made;
}
