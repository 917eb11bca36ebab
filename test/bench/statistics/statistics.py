"""The correlations of the statistics benchmarks in numpy, at its best: all pairs of a signal in one batch of transforms.

Called with the file of series (doubles, little endian) and how many days each has. Each line on standard input is
answered with "milliseconds checksum".
"""

import sys
import time

import numpy as np

LEADS = 60
days = int(sys.argv[2])
series = np.fromfile(sys.argv[1], dtype="<f8").reshape(-1, days)
half = len(series) // 2
x, y = series[:half], series[half:]
# The next length above days + LEADS that has only the factors 2 and 5: numpy is faster there than at 1,024.
SIZE = 800


def correlations():
    left = x - x.mean(axis=1, keepdims=True)
    right = y - y.mean(axis=1, keepdims=True)
    left_size = np.sqrt((left * left).sum(axis=1))
    right_size = np.sqrt((right * right).sum(axis=1))
    left_spectra = np.conj(np.fft.rfft(left, SIZE))
    right_spectra = np.fft.rfft(right, SIZE)
    out = np.empty((len(x), len(y), 2 * LEADS + 1))
    for i in range(len(x)):
        products = np.fft.irfft(left_spectra[i] * right_spectra, SIZE)
        out[i, :, :LEADS] = products[:, -LEADS:]
        out[i, :, LEADS:] = products[:, : LEADS + 1]
        out[i] /= (left_size[i] * right_size)[:, None]
    return out


for line in sys.stdin:
    started = time.perf_counter()
    checksum = np.abs(correlations()).sum()
    elapsed = 1000 * (time.perf_counter() - started)
    print(f"{elapsed:.6f} {checksum:.17g}", flush=True)
