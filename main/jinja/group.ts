import { Tuple, type Value } from './value.ts';

/** A pair that also answers to `grouper` and `list`. */
export class Group extends Tuple {
  constructor(grouper: Value, list: Value[]) {
    super([grouper, list]);
  }
}
