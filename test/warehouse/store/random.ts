/** The same numbers in [0, 1) for the same seed, on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Up to 30 characters from everywhere in Unicode, with a liking for those that need escaping somewhere. */
export function randomText(random: () => number): string {
  const troublesome = '\'"\\\t\r\n,;\u0001\u007f\u2028';
  return Array.from({ length: Math.floor(random() * 30) }, () => {
    if (random() < 0.3) return troublesome[Math.floor(random() * troublesome.length)] ?? '';
    const point = Math.floor(random() * (random() < 0.5 ? 0x250 : 0x110000));
    return point === 0 || (point >= 0xd800 && point <= 0xdfff) ? 'x' : String.fromCodePoint(point);
  }).join('');
}
