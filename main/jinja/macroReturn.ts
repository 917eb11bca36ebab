import type { Value } from './value.ts';

/** A host's function throws this to end the macro it is called in, whose call then gives the value instead of text. */
export class MacroReturn {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}
