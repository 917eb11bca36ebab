/** The app's own random numbers, with 32-bit arithmetic in doubles, and how long the drawn blocks are. */
export const DRAWING = `
# ---- 8. The same random numbers as the app -------------------------------------------------------

# The interval rests on resamples, so that it can only tie if the same days are drawn. R's doubles
# hold whole numbers up to 2^53, enough for 32-bit arithmetic if products are made in two halves;
# everything in this step is exact.
by_halves <- function(operation, a, b) {
  half <- function(number) as.integer(number)
  operation(half(a %/% 65536), half(b %/% 65536)) * 65536 + operation(half(a %% 65536), half(b %% 65536))
}
xor32 <- function(a, b) by_halves(bitwXor, a, b)
or32 <- function(a, b) by_halves(bitwOr, a, b)
times32 <- function(a, b) (((a %/% 65536) * b) %% 65536 * 65536 + (a %% 65536) * b) %% 2^32

# The seed of a pair: FNV-1a over "seed, signal, outcome" on a line each, two bytes a character.
seed_of_pair <- function(seed, signal, outcome) {
  hash <- 2166136261
  for (unit in c(seed, 10L, signal, 10L, outcome))
    for (byte in c(unit %% 256, unit %/% 256)) hash <- times32(xor32(hash, byte), 16777619)
  hash
}

# mulberry32 (Tommy Ettinger, 2017). Its state only counts on, so that all draws are made at once.
uniforms <- function(seed, count) {
  state <- (seed + seq_len(count) * 1831565813) %% 2^32
  mixed <- times32(xor32(state, state %/% 2^15), or32(state, rep(1, count)))
  mixed <- xor32((mixed + times32(xor32(mixed, mixed %/% 2^7), or32(mixed, rep(61, count)))) %% 2^32, mixed)
  xor32(mixed, mixed %/% 2^14) / 2^32
}

# ---- 9. How long the blocks of a resample are ----------------------------------------------------

# Days are drawn in blocks, so that what a day owes to the day before stays together: of days at least
# a week, more if the series ask for it (Politis and White 2004, corrected 2009).
automatic_block_length <- function(x) {
  days <- length(x)
  run <- max(5, ceiling(sqrt(log10(days))))
  lag_max <- ceiling(sqrt(days)) + run
  covariance <- autocovariance(x, lag_max)
  if (!isTRUE(covariance[1] > 0)) return(NaN)
  matters <- abs(covariance / covariance[1]) >= 2 * sqrt(log10(days) / days)
  # The lag from which on a whole run of lags doesn't matter; if there is none, the last that does.
  calm <- Find(function(k) k + run < length(matters) && !any(matters[k + 1 + seq_len(run)]), seq_along(matters) - 1)
  last <- max(1, if (is.null(calm)) max(which(matters)) - 1 else calm)
  window <- min(2 * last, lag_max)
  k <- seq_len(min(window, length(covariance) - 1))
  weight <- ifelse(k / window <= 0.5, 1, 2 * (1 - k / window))
  g <- 2 * sum(weight * k * covariance[k + 1])
  spectrum <- covariance[1] + 2 * sum(weight * covariance[k + 1])
  longest <- ceiling(min(3 * sqrt(days), days / 3))
  min(longest, (2 * g^2 / (4 / 3 * spectrum^2))^(1 / 3) * days^(1 / 3))
}

# How often each of "count" rows stands in each resample: a column a resample. Blocks begin at drawn
# rows and run on from the end to the beginning.
draw_rows <- function(count, block, resamples, seed) {
  blocks <- ceiling(count / block)
  starts <- matrix(floor(uniforms(seed, blocks * resamples) * count), blocks)
  apply(starts, 2, function(from) {
    rows <- (rep(from, each = block) + rep(seq_len(block) - 1, blocks)) %% count
    tabulate(rows[seq_len(count)] + 1, count)
  })
}
`;
