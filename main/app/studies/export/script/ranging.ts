/** The interval of the lead: the last step of the method. */
export const RANGING = `
# ---- 10. The interval of the lead ----------------------------------------------------------------

# Correlation at each lead over drawn rows. A row holds a day's outcome and the signal of all days
# around it, so that drawing rows keeps every lead whole. One matrix product does all resamples.
resampled <- function(x, y, drawn) {
  centred <- function(z) ifelse(is.na(z), 0, z - mean(z, na.rm = TRUE))
  rows <- (settings$maxLead + 1):(length(y) - settings$maxLead)
  partner <- function(z) sapply(leads, function(k) z[rows - k])
  x_there <- partner(as.numeric(!is.na(x)))
  x <- partner(centred(x))
  y_there <- as.numeric(!is.na(y))[rows]
  y <- centred(y)[rows]
  over <- function(values) crossprod(drawn, values)
  count <- over(x_there * y_there)
  x1 <- over(x * y_there)
  x2 <- over(x^2 * y_there)
  y1 <- over(x_there * y)
  y2 <- over(x_there * y^2)
  xx <- x2 - x1^2 / count
  yy <- y2 - y1^2 / count
  r <- (over(x * y) - x1 * y1 / count) / (sqrt(pmax(xx, 0)) * sqrt(pmax(yy, 0)))
  # Where a resample hardly varies, those differences have lost their digits: by the definition there.
  lost <- which(!(xx > 0.01 * x2 & yy > 0.01 * y2) | is.na(xx + yy), arr.ind = TRUE)
  for (i in seq_len(nrow(lost))) {
    k <- lost[i, 2]
    weight <- drawn[, lost[i, 1]] * x_there[, k] * y_there
    a <- x[, k] - sum(weight * x[, k]) / sum(weight)
    b <- y - sum(weight * y) / sum(weight)
    varies <- isTRUE(sum(weight * a^2) > 0 && sum(weight * b^2) > 0)
    r[lost[i, 1], k] <-
      if (varies) sum(weight * a * b) / (sqrt(sum(weight * a^2)) * sqrt(sum(weight * b^2))) else NaN
  }
  r
}

# The leads that could be the strongest. Of each it is asked: in a world whose strongest lead this
# is, how far does chance let another get ahead of it? It stays unless it fell further behind than
# in 95 of 100 resamples. From the first to the last that stays is the interval, in whole days.
# This takes the news themselves: ranks, which keep a test honest, blunt the bursts that show best
# when one follows the other.
interval_of <- function(x, y) {
  r <- correlations(x, y)$r
  count <- length(y) - 2 * settings$maxLead
  block <- ceiling(max(settings$shortestBlock, automatic_block_length(x), automatic_block_length(y)))
  if (count < length(leads) || is.na(block)) return(NULL)
  seed <- seed_of_pair(settings$seed, app$signal, app$outcome)
  drawn <- draw_rows(count, block, settings$resamples, seed)
  noise <- sweep(resampled(x, y, drawn), 2, drop(resampled(x, y, matrix(1, count, 1))))
  highest <- max(0, r^2, na.rm = TRUE)
  # Below this, the strongest of so many leads without any relation: taken for none (after Hansen 2005).
  nothing <- sqrt(2 * log(length(leads)) / count)
  # How far each lead is inside (0 and above) or outside (below 0) of what chance allows.
  room <- sapply(seq_along(leads), function(at) {
    world <- ifelse(abs(r) < nothing, 0, sign(r) * pmin(abs(r), abs(r[at])))
    world[at] <- r[at]
    squares <- sweep(noise, 2, world, "+")^2
    behind <- do.call(pmax, c(list(0), unname(split(squares, col(squares))), na.rm = TRUE)) - squares[, at]
    if (anyNA(behind)) return(NA)
    quantile(behind, 0.95, names = FALSE, type = 7) - (highest - r[at]^2)
  })
  possible <- leads[which(room >= 0)]
  if (length(possible) == 0) return(NULL)
  # The lead itself was told from scores; where the two differ, the interval reaches to it.
  list(ends = c(min(possible, lead), max(possible, lead)),
       closest = min(abs(room[abs(leads - lead) > 0]), na.rm = TRUE))
}
`;
