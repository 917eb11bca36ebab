import type { ProjectNode } from '../nodes.ts';
import { readSeed } from '../seeds/readSeed.ts';
import type { Assembly } from './assembly.ts';
import { type Draft, readDrafts } from './drafts.ts';
import { makeExposure } from './exposures.ts';
import { makeGenericTests, type TestedNode } from './genericTests.ts';
import { createLinks, type Links } from './link.ts';
import { makeOperations } from './operations.ts';
import { type Properties, readProperties } from './propertyFiles.ts';
import { makeSources } from './sources.ts';
import { type MadeNode, makeNode, type OwnFileNode } from './templated.ts';
import { firstOfEach } from './uniqueness.ts';
import { makeUnitTest, readFixtures } from './unitTests.ts';
import { checkSnapshot, yamlSnapshotDraft } from './yamlSnapshots.ts';

export interface Gathered {
  readonly enabled: readonly ProjectNode[];
  readonly disabled: readonly ProjectNode[];
  readonly links: Links;
}

/** Makes every node of every package; what they depend on is found afterwards, when all are known. */
export async function gather(assembly: Assembly): Promise<Gathered> {
  const { folder, packages, problems } = assembly;
  const properties = await readProperties(
    folder,
    packages,
    (owner) => ({
      environment: assembly.settingOf(owner.name).environment,
      names: assembly.yamlNames(owner),
      problems,
    }),
    assembly.memory,
    problems,
  );
  const drafts: Draft[] = [];
  for (const owner of packages) drafts.push(...(await readDrafts(folder, owner, problems)));
  for (const declared of properties.snapshots) {
    const draft = yamlSnapshotDraft(declared);
    if (draft !== null) drafts.push(draft);
  }

  const on: ProjectNode[] = [];
  const off: ProjectNode[] = [];
  const tested: TestedNode[] = [];
  const keep = (made: MadeNode<ProjectNode>) => (made.enabled ? on : off).push(made.node);
  for (const draft of drafts) {
    const patch = properties.patches.get(`${draft.kind}.${draft.owner.name}.${draft.name}`);
    const made = await makeNode(draft, patch, assembly);
    keep(made);
    if (made.enabled) check(made.node, draft, assembly);
    if (made.enabled && patch !== undefined)
      tested.push({ node: made.node, declared: patch, tests: patch.tests, columns: patch.columns });
  }
  for (const declared of properties.sources)
    for (const made of await makeSources(declared, assembly)) {
      keep(made);
      if (made.enabled) tested.push({ ...made, declared });
    }
  for (const one of tested) for (const made of await makeGenericTests(one, assembly)) keep(made);
  for (const declared of properties.exposures) {
    const made = await makeExposure(declared, assembly);
    if (made !== null) keep(made);
  }
  for (const owner of packages) on.push(...(await makeOperations(owner, assembly)));

  tellLostPatches(properties, drafts, assembly);
  const links = createLinks(on, off, assembly.root.name);
  for (const made of await unitTests(properties, links, assembly)) keep(made);
  return { enabled: firstOfEach(on, problems), disabled: off, links };
}

function check(node: OwnFileNode, draft: Draft, { registry, problems }: Assembly): void {
  if (node.resourceType === 'snapshot') checkSnapshot(node, registry, problems);
  if (node.resourceType !== 'seed') return;
  for (const fault of readSeed(draft.code, node.delimiter).faults)
    problems.error({ file: draft.place.file, ...fault.at }, fault.message, fault.next, [node.uniqueId]);
}

async function unitTests(properties: Properties, links: Links, assembly: Assembly) {
  const made: MadeNode<ProjectNode>[] = [];
  for (const owner of assembly.packages) {
    const own = properties.unitTests.filter((one) => one.owner === owner);
    if (own.length === 0) continue;
    const fixtures = await readFixtures(assembly, owner);
    for (const declared of own) {
      const one = await makeUnitTest(declared, links, fixtures, assembly);
      if (one !== null) made.push(one);
    }
  }
  return made;
}

/** A description of what isn't there is most often a misspelled name. */
function tellLostPatches({ patches }: Properties, drafts: readonly Draft[], assembly: Assembly): void {
  const known = new Set(drafts.map((draft) => `${draft.kind}.${draft.owner.name}.${draft.name}`));
  const { problems } = assembly;
  for (const [key, patch] of patches) {
    if (known.has(key) || key.startsWith('macro.') || key.startsWith('test.')) continue;
    const kind = key.slice(0, key.indexOf('.'));
    problems.warning(
      patch.place,
      `There is no ${kind} ${patch.name} for what is said here.`,
      'Correct the name, or take the entry away.',
    );
  }
}
