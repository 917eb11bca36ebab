/** The head of the script: where it lies, and its two files read. Names stay numbers until they are shown, and are never run. */
export const READING = String.raw`# recompute.R: recomputes one finding from its own data, with base R and no package.
#
#   Rscript recompute.R
#
# data.csv     the steps of the finding: day, week or hour, signal, outcome, and one column for each known cause
# finding.json what the app found, the settings it was asked with, and the names
#
# It works through the method step by step, then prints one line for each number: TIES, or DIFFERS
# with both numbers. It ends with status 1 if anything differs.

# ---- The two files -------------------------------------------------------------------------------

# The folder of this script, wherever R was started. Rscript writes a space in a path as ~+~.
here <- local({
  told <- grep("^--file=", commandArgs(FALSE), value = TRUE)
  if (length(told) == 1) dirname(gsub("~+~", " ", sub("^--file=", "", told), fixed = TRUE)) else getwd()
})

# Base R has no reader for JSON; this one is enough for finding.json. A text is returned as the
# numbers of its characters (UTF-16), so that a name is data whatever is written in it. null is NA.
read_json <- function(path) {
  characters <- strsplit(paste(readLines(path, warn = FALSE), collapse = "\n"), "")[[1]]
  at <- 1
  now <- function() {
    while (at <= length(characters) && characters[at] %in% c(" ", "\n", "\r", "\t")) at <<- at + 1
    if (at > length(characters)) stop("finding.json ends too early")
    characters[at]
  }
  take <- function(expected) {
    if (now() != expected) stop("finding.json has no ", expected, " at character ", at)
    at <<- at + 1
  }
  value <- function() {
    switch(now(), "{" = members("{", "}"), "[" = members("[", "]"), "\"" = text(), word())
  }
  members <- function(open, close) {
    take(open)
    found <- list()
    while (now() != close) {
      if (length(found) > 0) take(",")
      key <- length(found) + 1
      if (open == "{") {
        now()
        key <- intToUtf8(text())
        take(":")
      }
      found[[key]] <- value()
    }
    take(close)
    found
  }
  text <- function() {
    take("\"")
    units <- integer(0)
    while (characters[at] != "\"") {
      if (characters[at] != "\\") {
        units <- c(units, utf8ToInt(characters[at]))
        at <<- at + 1
      } else if (characters[at + 1] == "u") {
        units <- c(units, strtoi(paste(characters[at + 2:5], collapse = ""), 16L))
        at <<- at + 6
      } else {
        escaped <- c(b = 8L, f = 12L, n = 10L, r = 13L, t = 9L)[characters[at + 1]]
        units <- c(units, if (is.na(escaped)) utf8ToInt(characters[at + 1]) else unname(escaped))
        at <<- at + 2
      }
    }
    take("\"")
    units
  }
  word <- function() {
    from <- at
    while (at <= length(characters) && grepl("[-+.0-9A-Za-z]", characters[at])) at <<- at + 1
    if (at == from) stop("finding.json has something unreadable at character ", at)
    said <- paste(characters[from:(at - 1)], collapse = "")
    switch(said, true = TRUE, false = FALSE, null = NA, as.numeric(said))
  }
  value()
}

# For the screen: letters as they are, and a ? for what could move the cursor or turn the line around.
shown <- function(units) {
  unsafe <- units < 32 | (units >= 127 & units < 160) | (units >= 8192 & units < 8304) | units >= 55296
  units[unsafe] <- 63L
  intToUtf8(units)
}

if (!all(file.exists(file.path(here, c("finding.json", "data.csv")))))
  stop("finding.json and data.csv are not in ", here, ": make their folder R's working directory")
told <- read_json(file.path(here, "finding.json"))
app <- told$finding
settings <- told$settings

causes <- if (length(told$causes) > 0) paste0("cause_", seq_along(told$causes)) else character(0)
data <- read.csv(file.path(here, "data.csv"), na.strings = "",
                 colClasses = c("character", rep("numeric", 2 + length(causes))))
# How long a step is: a day, a week from its Monday, or an hour of UTC.
grain <- intToUtf8(settings$grain)
if (!identical(names(data), c(grain, "signal", "outcome", causes)))
  stop("data.csv has other columns than finding.json tells of")
n <- nrow(data)
`;
