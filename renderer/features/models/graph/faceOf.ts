import type { BuildStep, GraphNode } from '../../../../shared/contract/models.ts';
import type { Face } from '../../../ui/graph/face.ts';
import { healthOf, KINDS, layerColour, layerWord, STEPS } from '../words.ts';

export function faceOf(node: GraphNode, step: BuildStep | undefined): Face {
  const shown = (step === undefined ? undefined : STEPS[step]) ?? healthOf(node);
  const kind = KINDS[node.kind];
  const foot = [layerWord(node.layer), node.materialized].filter(Boolean).join(' · ');
  return {
    name: node.name,
    icon: kind.icon,
    state: shown.state,
    word: shown.word,
    sign: shown.icon,
    foot,
    spoken: `${node.name}, ${foot}, ${shown.word}, ${kind.word}`,
    tint: layerColour(node.layer),
    marked: false,
  };
}
