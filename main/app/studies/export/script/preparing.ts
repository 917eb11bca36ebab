/** From counts to what is new in each series: steps 1 to 4 of the method. */
export const PREPARING = `
# ---- 1. One calendar -----------------------------------------------------------------------------

# A row for every step. One that nothing is known of is empty, never 0: no news isn't the news of none.
# Below, "day" is said of whatever a step is.
steps_at <- switch(grain,
  day = as.numeric(as.Date(data$day)),
  week = as.numeric(as.Date(data$week)) / 7,
  hour = as.numeric(as.POSIXct(data$hour, format = "%Y-%m-%dT%H:%MZ", tz = "UTC")) / 3600)
if (length(steps_at) != n || any(diff(steps_at) != 1))
  stop("data.csv leaves steps out, or has them in another order")
shared_days <- sum(!is.na(data$signal) & !is.na(data$outcome))

# ---- 2. Logarithms -------------------------------------------------------------------------------

# Attention and sales act in shares, not in pieces: twice the views, so many per cent more sales.
# log1p is log(1 + x), which allows 0. "changes" compares each day with the one before, if asked for.
level <- function(x, how) {
  if (how$log1p) x <- log1p(x)
  if (how$changes) x <- c(NA, diff(x))
  x
}

# ---- 3. Season, trend and known causes are taken out of both -------------------------------------

# Two series that both rise in December go together without either leading the other. Both are
# therefore regressed on the same columns: a constant, a straight trend, the waves of the seasons that
# finding.json tells (of days: three of the week and two of the year), and the known causes. What the
# regression leaves over goes on.
t <- seq_len(n) - 1
waves <- function(season) {
  do.call(cbind, lapply(season$harmonics, function(k) {
    speed <- 2 * pi * k / season$period
    cbind(sin(speed * t), cos(speed * t))
  }))
}
design <- cbind(1, t, do.call(cbind, lapply(settings$seasons, waves)), as.matrix(data[causes]))

without_season <- function(y) {
  known <- !is.na(y)
  left <- rep(NA_real_, n)
  # A column that the ones before it already say is left out, as lm() does.
  columns <- qr(design[known, , drop = FALSE], tol = 1e-7)
  left[known] <- qr.resid(columns, y[known])
  list(left = left, taken = columns$rank)
}

# ---- 4. Each is freed from its own past ----------------------------------------------------------

# A series that drifts slowly goes together with any other that does. An autoregression foretells
# each day from the days before; what it doesn't foretell is the day's news, and only news can lead.

# Covariance of a series with itself k days later. With gaps: the sum over the pairs that are
# there, divided by their number plus k, as acf(na.action = na.pass) has it.
autocovariance <- function(x, lag_max) {
  from_mean <- x - mean(x, na.rm = TRUE)
  sapply(0:min(lag_max, length(x) - 1), function(k) {
    products <- from_mean[(1 + k):length(x)] * from_mean[1:(length(x) - k)]
    sum(products, na.rm = TRUE) / (sum(!is.na(products)) + k)
  })
}

# Yule-Walker for one order after the other (Levinson's recursion). The order is the one with the
# smallest AIC = n log(variance) + 2 order + 2, as in ar().
autoregression <- function(x, order_max) {
  count <- sum(!is.na(x))
  covariance <- autocovariance(x, max(0, min(order_max, count - 1)))
  variance <- covariance[1]
  models <- list(numeric(0))
  while (length(models) < length(covariance)) {
    order <- length(models)
    before <- models[[order]]
    if (!isTRUE(variance[order] > 0)) break
    reflection <- (covariance[order + 1] - sum(before * rev(covariance[seq_len(order - 1) + 1]))) / variance[order]
    # Covariances from pairs around gaps may stop being possible ones.
    if (!isTRUE(abs(reflection) <= 1)) break
    models[[order + 1]] <- c(before - reflection * rev(before), reflection)
    variance[order + 1] <- variance[order] * (1 - reflection^2)
  }
  aic <- count * log(variance) + 2 * (seq_along(variance) - 1) + 2
  list(mean = mean(x, na.rm = TRUE), coefficients = models[[which.min(aic)]])
}

# News of each day. A missing day has none, and in the past of later days its prediction stands in.
news_of <- function(x, model) {
  order <- length(model$coefficients)
  past <- numeric(length(x))
  news <- rep(NA_real_, length(x))
  for (day in seq_along(x)) {
    reach <- min(order, day - 1)
    foretold <- sum(model$coefficients[seq_len(reach)] * past[day - seq_len(reach)])
    deviation <- x[day] - model$mean
    past[day] <- if (is.na(deviation)) foretold else deviation
    if (day > order) news[day] <- deviation - foretold
  }
  news
}

prepared <- function(x, how) {
  season <- without_season(level(x, how))
  model <- autoregression(season$left, how$orderMax)
  list(order = length(model$coefficients), news = news_of(season$left, model), taken = season$taken)
}
signal <- prepared(data$signal, settings$signal)
outcome <- prepared(data$outcome, settings$outcome)

# The models need some days to begin with: both series start after the longer of the two.
warm_up <- max(signal$order, outcome$order)
x <- signal$news[(warm_up + 1):n]
y <- outcome$news[(warm_up + 1):n]
`;
