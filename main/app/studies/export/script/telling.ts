/** The end of the script: the app's numbers beside its own. */
export const TELLING = String.raw`
# ---- Does it tie? --------------------------------------------------------------------------------

# What is allowed to differ: nothing for days, lead and interval, which are whole numbers; 1e-9 for
# r, and 1e-9 of itself for p, because two programs add up in another order.
exactly <- function(a, b) a == b
nearly <- function(a, b) abs(a - b) <= 1e-9
in_proportion <- function(a, b) abs(a - b) <= 1e-9 * max(abs(a), abs(b))

different <- 0
written <- function(value) {
  if (length(value) == 0 || all(is.na(value))) return("none")
  paste(sprintf("%.15g", as.numeric(unlist(value))), collapse = " to ")
}
compare <- function(name, apps, own, same) {
  none <- c(written(apps) == "none", written(own) == "none")
  apps_numbers <- suppressWarnings(as.numeric(unlist(apps)))
  ties <- all(none) || (!any(none) && length(apps_numbers) == length(own) && isTRUE(all(same(apps_numbers, own))))
  if (!ties) different <<- different + 1
  cat(sprintf("%-9s %-8s app %-22s here %s\n", name, if (ties) "TIES" else "DIFFERS", written(apps), written(own)))
  invisible(ties)
}

cat("signal    ", shown(app$signal), "\n", sep = "")
cat("outcome   ", shown(app$outcome), "\n\n", sep = "")
compare(paste0(grain, "s"), app$days, shared_days, exactly)
compare("lead", app$lead, if (related) lead else NA, exactly)
compare("r", app$strength, r, nearly)
compare("p", app$p, p, in_proportion)
if (related && !settings$checked) {
  cat("interval  not compared: the app hadn't worked it out when this was exported\n")
} else {
  interval <- if (related) interval_of(x, y) else NULL
  ties <- compare("interval", app$interval, interval$ends, exactly)
  if (!ties && !is.null(interval) && interval$closest < 1e-9)
    cat("          One lead lies on the edge of the interval by less than rounding: that may be all.\n")
}

cat("\n", if (different == 0) "Everything compared ties." else paste(different, "of these differ."), "\n", sep = "")
if (!interactive()) quit(status = if (different == 0) 0 else 1)
`;
