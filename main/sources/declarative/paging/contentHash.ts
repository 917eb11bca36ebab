import type { Json } from '../../json.ts';

/**
 * A number for what a page holds, the same for the same values in the same order, whatever stands around them: envelopes carry ids
 * and times that differ from answer to answer. It goes through the values as they are, since a page may be large and written
 * out only for this.
 */
export class ContentHash {
  #high = 0x9747b28c;
  #low = 0x811c9dc5;
  #records = 0;

  add(record: Json): void {
    this.#records += 1;
    this.#take(record);
  }

  get records(): number {
    return this.#records;
  }

  value(): number {
    return (this.#high >>> 0) * 0x200000 + ((this.#low >>> 0) & 0x1fffff);
  }

  #take(value: Json): void {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value !== 'object' || value === null) this.#text(`${typeof value}${value}`);
    else if (Array.isArray(value)) {
      this.#number(value.length + 0x5b);
      for (const item of value as readonly Json[]) this.#take(item);
    } else {
      this.#number(0x7b);
      for (const [name, held] of Object.entries(value)) {
        this.#text(name);
        this.#take(held);
      }
      this.#number(0x7d);
    }
  }

  #text(text: string): void {
    this.#number(text.length);
    for (let index = 0; index < text.length; index += 1) this.#number(text.charCodeAt(index));
  }

  #number(number: number): void {
    this.#low = Math.imul(this.#low ^ number, 0x01000193);
    const mixed = Math.imul(this.#high ^ number, 0x85ebca6b);
    this.#high = mixed ^ (mixed >>> 13);
  }
}
