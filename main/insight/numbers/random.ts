/** Draws that repeat for a seed. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Standard normal; takes two uniforms. */
  normal(): number;
  /** A whole number in [0, n). */
  below(n: number): number;
}

/**
 * mulberry32 (Tommy Ettinger, 2017): 32 bits of state, enough for simulations and resampling, and the same everywhere.
 * Normals by the cosine branch of Box and Muller (1958); the sine branch is thrown away so that every normal costs the same two draws,
 * and inserting one moves nothing but what follows.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), 1 | t) >>> 0;
    t = ((t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t) >>> 0;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    uniform,
    normal: () => {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      return radius * Math.cos(2 * Math.PI * uniform());
    },
    below: (n) => Math.floor(uniform() * n),
  };
}
