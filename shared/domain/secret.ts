/**
 * A value that must not leave the main process. It can't be logged, serialised or cloned to the page: every
 * way of turning it into text yields the same mark, and a structured clone carries nothing.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The only way out: call it at the point of use, never to store the answer. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SECRET_MARK;
  }

  toJSON(): string {
    return SECRET_MARK;
  }

  [Symbol.toPrimitive](): string {
    return SECRET_MARK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SECRET_MARK;
  }
}

export const SECRET_MARK = '[secret]';
