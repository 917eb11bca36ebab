/**
 * A body that isn't what its decoder reads. The decoder knows only bytes; whoever asked adds the stream, the address and the
 * status before a person sees it.
 */
export class UnreadableBody extends Error {
  /** It stopped in the middle: asking again may bring the rest. */
  readonly cutOff: boolean;

  /** `what` goes on a sentence that begins with “the answer”: `is HTML, not CSV`. */
  constructor(what: string, cutOff = false) {
    super(what);
    this.name = 'UnreadableBody';
    this.cutOff = cutOff;
  }
}
