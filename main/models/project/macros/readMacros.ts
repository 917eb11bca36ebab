import { createHash } from 'node:crypto';
import type { SourceFile } from '../files/projectFiles.ts';
import type { DocBlock, MacroInfo } from '../nodes.ts';
import type { ProblemList } from '../problem.ts';
import { type Block, findBlocks } from './blocks.ts';

/** The macros, generic tests and materializations of a file. Two of one name are told, and the first one counts. */
export function readMacros(
  source: SourceFile,
  packageName: string,
  problems: ProblemList,
): readonly MacroInfo[] {
  const { blocks, faults } = findBlocks(source.text, ['macro', 'test', 'materialization']);
  for (const fault of faults) problems.error({ file: source.file, ...fault.at }, fault.message, fault.next);
  return blocks.map((block) => {
    const { name, adapter } = namesOf(block);
    return {
      uniqueId: `macro.${packageName}.${name}`,
      packageName,
      name,
      kind: kindOf(block),
      place: { file: source.file, ...block.at },
      source: block.source,
      description: '',
      contentHash: createHash('sha256').update(block.source).digest('hex').slice(0, 32),
      ...(adapter === undefined ? {} : { adapter }),
    };
  });
}

function kindOf(block: Block): MacroInfo['kind'] {
  return block.kind === 'test' || block.kind === 'materialization' ? block.kind : 'macro';
}

function namesOf(block: Block): { name: string; adapter?: string } {
  if (block.kind === 'test') return { name: `test_${block.name}` };
  if (block.kind !== 'materialization') return { name: block.name };
  const adapter = /adapter\s*=\s*['"]([^'"]+)['"]/.exec(block.rest)?.[1] ?? 'default';
  return { name: `materialization_${block.name}_${adapter}`, adapter };
}

export function readDocs(source: SourceFile, packageName: string, problems: ProblemList): DocBlock[] {
  const { blocks, faults } = findBlocks(source.text, ['docs']);
  for (const fault of faults) problems.error({ file: source.file, ...fault.at }, fault.message, fault.next);
  return blocks.map((block) => ({
    packageName,
    name: block.name,
    text: block.body.trim(),
    place: { file: source.file, ...block.at },
  }));
}
