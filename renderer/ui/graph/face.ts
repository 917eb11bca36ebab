import type { Icon } from '@tabler/icons-react';
import type { StateKind } from '../State.tsx';

/** What a card of a graph shows. Two faces with the same values look the same. */
export interface Face {
  readonly name: string;
  /** Of what kind it is. */
  readonly icon: Icon;
  readonly state: StateKind;
  /** How it stands, in a word, with its sign. */
  readonly word: string;
  readonly sign: Icon;
  /** Small, below the name. */
  readonly foot: string;
  /** As it is spoken. It begins with what is seen, so that whoever speaks to the screen can say it. */
  readonly spoken: string;
  /** The colour of what it belongs to; null: its state's. */
  readonly tint: string | null;
  /** It lies on a way that is to be seen as one. */
  readonly marked: boolean;
}

export interface GraphItem {
  readonly id: string;
  readonly dependsOn: readonly string[];
  readonly face: Face;
}

export function sameFace(a: Face, b: Face): boolean {
  return (
    a.name === b.name &&
    a.icon === b.icon &&
    a.state === b.state &&
    a.word === b.word &&
    a.sign === b.sign &&
    a.foot === b.foot &&
    a.spoken === b.spoken &&
    a.tint === b.tint &&
    a.marked === b.marked
  );
}
