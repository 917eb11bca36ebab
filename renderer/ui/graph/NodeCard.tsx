import { Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react';
import { memo } from 'react';
import type { Face } from './face.ts';
import classes from './graph.module.css';

export interface CardData extends Record<string, unknown> {
  readonly face: Face;
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

export const NodeCard = memo(function NodeCard({ id, data }: NodeProps<CardNode>) {
  const { face, chosen, match, onChoose } = data;
  const { name, icon: Kind, sign: Sign, state, word, foot, spoken, tint, marked } = face;
  const detail = useStore(({ transform }) => detailAt(transform[2]));
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className={classes['handle']} />
      <button
        type="button"
        className={classes['card']}
        data-node={id}
        data-chosen={chosen || undefined}
        data-match={match || undefined}
        data-marked={marked || undefined}
        data-detail={detail}
        data-state={state}
        tabIndex={-1}
        aria-pressed={chosen}
        aria-label={spoken}
        style={tint === null ? undefined : ({ '--tint': tint, '--words': tint } as React.CSSProperties)}
        onClick={() => onChoose(id)}
      >
        {detail === 'sign' && <Sign size={30} stroke={2} aria-hidden className={classes['sign']} />}
        {detail === 'name' && (
          <>
            <Sign size={24} stroke={2} aria-hidden className={classes['sign']} />
            <span className={classes['large']} title={name}>
              {breakable(name)}
            </span>
          </>
        )}
        {detail === 'all' && (
          <>
            {/* Blanks between the parts: without them they would be read as one word. */}
            <span className={classes['name']} title={name}>
              <Kind size={14} stroke={1.75} aria-hidden className={classes['kind']} />
              <span className={classes['label']}>{name}</span>
            </span>{' '}
            <span className={classes['foot']}>
              <span className={classes['belongs']}>{foot}</span>{' '}
              <span className={classes['health']}>
                <Sign size={14} stroke={1.75} aria-hidden className={classes['sign']} />
                {word}
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
