import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react';
import { memo } from 'react';
import type { BuildStep, GraphNode } from '../../../../shared/contract/models.ts';
import { healthOf, KINDS, layerColour, layerWord, STEPS } from '../words.ts';
import classes from './graph.module.css';

export interface CardData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly step: BuildStep | undefined;
  readonly chosen: boolean;
  /** Of a search; what is none is dimmed by the graph as a whole. */
  readonly match: boolean;
  readonly onChoose: (id: string) => void;
}

export type CardNode = Node<CardData, 'card'>;

/** Below these, small words can't be read, and a card is its name; then no word can, and it is its colour and sign. */
const ALL_READABLE = 0.6;
const NAME_READABLE = 0.28;

function detailAt(zoom: number): 'all' | 'name' | 'sign' {
  if (zoom >= ALL_READABLE) return 'all';
  return zoom >= NAME_READABLE ? 'name' : 'sign';
}

export const NodeCard = memo(function NodeCard({ data }: NodeProps<CardNode>) {
  const { node, step, chosen, match, onChoose } = data;
  const detail = useStore(({ transform }) => detailAt(transform[2]));
  const health = healthOf(node);
  const shown = (step === undefined ? undefined : STEPS[step]) ?? health;
  const Kind = KINDS[node.kind].icon;
  const Sign = shown.icon;
  const lies = [layerWord(node.layer), node.materialized].filter(Boolean).join(' · ');
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes['handle']} />
      <button
        type="button"
        className={classes['card']}
        data-node={node.id}
        data-chosen={chosen || undefined}
        data-match={match || undefined}
        data-detail={detail}
        data-state={shown.state}
        tabIndex={-1}
        aria-pressed={chosen}
        // What is seen stands in it as it is seen, so that whoever speaks to the screen can say it.
        aria-label={`${node.name}, ${lies}, ${shown.word}, ${KINDS[node.kind].word}`}
        style={{ '--layer': layerColour(node.layer) } as React.CSSProperties}
        onClick={() => onChoose(node.id)}
      >
        {detail === 'sign' && <Sign size={30} stroke={2} aria-hidden className={classes['sign']} />}
        {detail === 'name' && (
          <>
            <Sign size={24} stroke={2} aria-hidden className={classes['sign']} />
            <span className={classes['large']} title={node.name}>
              {breakable(node.name)}
            </span>
          </>
        )}
        {detail === 'all' && (
          <>
            {/* Blanks between the parts: without them they would be read as one word. */}
            <span className={classes['name']} title={node.name}>
              <Kind size={14} stroke={1.75} aria-hidden className={classes['kind']} />
              <span className={classes['label']}>{node.name}</span>
            </span>{' '}
            <span className={classes['foot']}>
              <span className={classes['layer']}>{lies}</span>{' '}
              <span className={classes['health']}>
                <Sign size={14} stroke={1.75} aria-hidden className={classes['sign']} />
                {shown.word}
              </span>
            </span>
          </>
        )}
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className={classes['handle']} />
    </>
  );
});

/** A long name goes on in the next line after a part of it: a space without width stands there. */
function breakable(name: string): string {
  return name.replaceAll(/[_.]/g, '$&\u200b');
}
