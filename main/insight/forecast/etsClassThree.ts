import { around, at, type Dense, dense, kronecker, times, weighted } from './dense.ts';
import type { EtsFit } from './ets.ts';

/**
 * Relative error e and multiplicative season: the value is (level part of x) · (season part of z) · (1 + e) with x' = (F1 + G1 e) x and
 * z' = (F2 + G2 e) z, so w = z ⊗ x moves by F + K e + G e² with F = F2 ⊗ F1, K = F2 ⊗ G1 + G2 ⊗ F1, G = G2 ⊗ G1. Mean and
 * covariance of w follow from the moments 0, s², 0, 3 s⁴ of e.
 */
export function classThreeMoments(
  fit: EtsFit,
  horizon: number,
): { readonly mean: Float64Array; readonly variance: Float64Array } {
  const { sigma2 } = fit;
  const { move, once, twice, look, start } = systemOf(fit);
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  let centre = start;
  let spread = dense(start.rows, start.rows);
  for (let h = 0; h < horizon; h++) {
    const value = at(times(look, centre), 0, 0);
    mean[h] = value;
    variance[h] = (1 + sigma2) * at(around(look, spread, look), 0, 0) + sigma2 * value ** 2;
    const square = around(
      centre,
      dense(1, 1, () => 1),
      centre,
    );
    spread = weighted(
      [1, around(move, spread, move)],
      [sigma2, around(move, spread, twice)],
      [sigma2, around(twice, spread, move)],
      [sigma2, around(once, weighted([1, spread], [1, square]), once)],
      [sigma2 ** 2, around(twice, weighted([3, spread], [2, square]), twice)],
    );
    centre = weighted([1, times(move, centre)], [sigma2, times(twice, centre)]);
  }
  return { mean, variance };
}

interface System {
  readonly move: Dense;
  readonly once: Dense;
  readonly twice: Dense;
  readonly look: Dense;
  readonly start: Dense;
}

function systemOf({ model, parameters, end }: EtsFit): System {
  const { alpha, beta, gamma, phi } = parameters;
  const m = model.period;
  const sloped = model.trend !== 'N';
  const size = sloped ? 2 : 1;
  const levelMove = dense(size, size, (i, j) => (j === 1 ? phi : i === 0 ? 1 : 0));
  const levelOnce = dense(size, size, (i, j) => (i === 0 ? alpha : beta) * (j === 1 ? phi : 1));
  // The figure used next stands first and goes to the end of the queue.
  const seasonMove = dense(m, m, (i, j) => (j === (i + 1) % m ? 1 : 0));
  const seasonOnce = dense(m, m, (i, j) => (i === m - 1 && j === 0 ? gamma : 0));
  const look = kronecker(
    dense(1, m, (_, j) => (j === 0 ? 1 : 0)),
    dense(1, size, (_, j) => (j === 1 ? phi : 1)),
  );
  return {
    move: kronecker(seasonMove, levelMove),
    once: weighted([1, kronecker(seasonMove, levelOnce)], [1, kronecker(seasonOnce, levelMove)]),
    twice: kronecker(seasonOnce, levelOnce),
    look,
    start: kronecker(
      dense(m, 1, (i) => end.season[i] as number),
      dense(size, 1, (i) => (i === 0 ? end.level : end.slope)),
    ),
  };
}
