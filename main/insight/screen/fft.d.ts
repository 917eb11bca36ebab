/** fft.js carries no types; these are the parts in use. Complex numbers lie as real, imaginary, real, imaginary. */
declare module 'fft.js' {
  export default class FFT {
    /** A power of two above 1. */
    constructor(size: number);
    /** The first half of the spectrum of real data, its middle included; the rest of `out` is left as it is. */
    realTransform(out: Float64Array, data: Float64Array): void;
    transform(out: Float64Array, data: Float64Array): void;
  }
}
