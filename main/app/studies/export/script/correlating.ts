/** The correlation at each lead and what it is worth: steps 5 to 7 of the method. */
export const CORRELATING = `
# ---- 5. Rank-normal scores -----------------------------------------------------------------------

# One viral day can make a correlation by itself. Each value is replaced by the normal quantile of
# its rank (Blom 1958): bursts keep their place in the order and lose their weight.
normal_scores <- function(x) {
  known <- !is.na(x)
  scores <- rep(NA_real_, length(x))
  scores[known] <- qnorm((rank(x[known], ties.method = "average") - 0.375) / (sum(known) + 0.25))
  scores
}

# ---- 6. Correlation at each lead -----------------------------------------------------------------

# At lead k, today's outcome meets the signal of k days ago: above 0, the signal comes first.
# Mind the sign: R's own ccf(x, y) at lag k pairs x[t + k] with y[t], so that lead = -lag.
leads <- seq(-settings$maxLead, settings$maxLead)

correlations <- function(x, y) {
  from_mean <- function(z) z - mean(z, na.rm = TRUE)
  size <- function(z) sqrt(mean(from_mean(z)^2, na.rm = TRUE))
  days <- length(y)
  found <- sapply(leads, function(k) {
    later <- (1 + max(0, k)):(days + min(0, k))
    products <- from_mean(y)[later] * from_mean(x)[later - k]
    pairs <- sum(!is.na(products))
    c(sum(products, na.rm = TRUE) / (pairs + abs(k)), pairs)
  })
  # With gaps a value may leave -1 to 1; it is cut there.
  list(r = pmin(1, pmax(-1, found[1, ] / size(x) / size(y))), pairs = found[2, ])
}

at_leads <- correlations(normal_scores(x), normal_scores(y))
strongest <- which.max(abs(at_leads$r))
r <- at_leads$r[strongest]
lead <- leads[strongest]

# ---- 7. p, corrected for having looked at every lead ---------------------------------------------

# Without a relation r * sqrt(days) is nearly standard normal. The smallest p of so many leads is
# small by chance alone, so it is multiplied by their number (Bonferroni). A season of hours has so
# many columns that the steps they took are counted as gone.
taken <- if (settings$countsDesign) max(signal$taken, outcome$taken) else 0
days_left <- pmax(1, at_leads$pairs + abs(leads) - taken)
p_by_lead <- 2 * pnorm(-abs(at_leads$r) * sqrt(days_left))
p <- min(1, length(leads) * min(p_by_lead, na.rm = TRUE))

# The app tells a lead only where p, and q among all pairs ever tried, are small enough. q can't be
# recomputed from one pair: it is taken from finding.json.
related <- isTRUE(p <= settings$claimP && app$q <= settings$claimQ)
`;
