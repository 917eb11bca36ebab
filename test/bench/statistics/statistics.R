# The work of the statistics benchmarks in R, asked for by name on standard input, one line each. Answers "milliseconds checksum".
# Called with the file of series (doubles, little endian) and how many days each has. Only R itself is needed; lmtest is used if it is there.

args <- commandArgs(trailingOnly = TRUE)
days <- as.integer(args[2])
numbers <- readBin(args[1], "double", n = file.size(args[1]) / 8, endian = "little")
series <- lapply(split(numbers, rep(seq_len(length(numbers) / days), each = days)), as.numeric)
half <- length(series) / 2
x <- series[seq_len(half)]
y <- series[half + seq_len(half)]
has_lmtest <- requireNamespace("lmtest", quietly = TRUE)

one_ccf <- function() sum(abs(ccf(x[[1]], y[[1]], lag.max = 60, plot = FALSE)$acf))

ccf_loop <- function(signals, outcomes) {
  total <- 0
  for (i in seq_len(signals)) for (j in seq_len(outcomes))
    total <- total + sum(abs(ccf(x[[i]], y[[j]], lag.max = 60, plot = FALSE)$acf))
  total
}

prewhitened <- function(signals, outcomes) {
  total <- 0
  for (i in seq_len(signals)) for (j in seq_len(outcomes)) {
    model <- ar(x[[i]], method = "yule-walker")
    weights <- c(1, -model$ar)
    left <- stats::filter(x[[i]] - mean(x[[i]]), weights, sides = 1)
    right <- stats::filter(y[[j]] - mean(y[[j]]), weights, sides = 1)
    kept <- !is.na(left)
    total <- total + sum(abs(ccf(left[kept], right[kept], lag.max = 60, plot = FALSE)$acf))
  }
  total
}

granger_f <- function(cause, effect, order) {
  if (has_lmtest) return(lmtest::grangertest(cause, effect, order = order)$F[2])
  own <- embed(effect, order + 1)
  other <- embed(cause, order + 1)[, -1]
  anova(lm(own[, 1] ~ own[, -1]), lm(own[, 1] ~ own[, -1] + other))$F[2]
}

granger <- function(signals, outcomes) {
  total <- 0
  for (i in seq_len(signals)) for (j in seq_len(outcomes)) total <- total + granger_f(x[[i]], y[[j]], 7)
  total
}

stl_all <- function(count) {
  total <- 0
  for (k in seq_len(count)) {
    fit <- stl(ts(series[[(k - 1) %% length(series) + 1]], frequency = 7), s.window = 7)
    total <- total + sum(abs(fit$time.series[, "remainder"]))
  }
  total
}

work <- list(
  version = function() if (has_lmtest) 1 else 0,
  one = function() { for (k in 1:99) one_ccf(); one_ccf() },
  loop = function() ccf_loop(25, 100),
  prewhitened = function() prewhitened(5, 50),
  granger = function() granger(5, 20),
  stl = function() stl_all(1000)
)

input <- file("stdin")
open(input)
while (length(name <- readLines(input, n = 1)) > 0) {
  started <- proc.time()[["elapsed"]]
  checksum <- work[[name]]()
  cat(sprintf("%.6f %.17g\n", 1000 * (proc.time()[["elapsed"]] - started), checksum))
  flush(stdout())
}
