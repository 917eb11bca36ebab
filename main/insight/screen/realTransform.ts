import FFT from 'fft.js';

/** Fourier transform of real data of one length, a power of two from 4 on, and back. */
export interface RealTransform {
  readonly size: number;
  /** Into `size / 2 + 1` complex numbers. */
  forward(data: Float64Array, spectrum: Float64Array): void;
  /** The data of a spectrum of `size / 2 + 1` complex numbers. */
  inverse(spectrum: Float64Array, data: Float64Array): void;
}

/**
 * Backwards through a complex transform of half the length: the even days travel as the real part, the odd ones as the imaginary part. The
 * usual other saving, two spectra in one transform, would make a result depend in its last digit on which other it travelled with.
 */
export function createRealTransform(size: number): RealTransform {
  const half = size / 2;
  const whole = new FFT(size);
  const back = new FFT(half);
  const full = new Float64Array(2 * size);
  const packed = new Float64Array(size);
  const scale = 1 / size;
  const turns = Float64Array.from({ length: size }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / size;
    return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });

  return {
    size,
    forward(data, spectrum) {
      whole.realTransform(full, data);
      spectrum.set(full.subarray(0, size + 2));
    },
    inverse(spectrum, data) {
      // The spectra of even and odd days are symmetric: each step gives two places.
      for (let k = 0, mirror = size; k <= mirror; k += 2, mirror -= 2) {
        const re = spectrum[k] as number;
        const im = spectrum[k + 1] as number;
        const otherRe = spectrum[mirror] as number;
        const otherIm = spectrum[mirror + 1] as number;
        const apartRe = re - otherRe;
        const apartIm = im + otherIm;
        const cos = turns[k] as number;
        const sin = turns[k + 1] as number;
        const evenRe = scale * (re + otherRe);
        const evenIm = scale * (im - otherIm);
        const oddRe = scale * (apartRe * cos - apartIm * sin);
        const oddIm = scale * (apartRe * sin + apartIm * cos);
        packed[k] = evenRe + oddIm;
        packed[k + 1] = oddRe - evenIm;
        if (k === 0) continue;
        packed[mirror] = evenRe - oddIm;
        packed[mirror + 1] = oddRe + evenIm;
      }
      // Forwards over conjugates is backwards, and spares the library's division of every number at the end.
      back.transform(data, packed);
    },
  };
}
