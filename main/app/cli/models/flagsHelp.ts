export const SELECT_FLAGS = `What to take, in dbt's words:
  --select, -s WORDS…     names with +, @ and *, tag:, path:, source:, config., test_type:, state:modified …; a space is
                          "or", a comma is "and". --models, -m is the same
  --exclude WORDS…        what to leave out of that
  --selector NAME         a definition of selectors.yml instead
  --resource-type KIND…   only models, seeds, snapshots, tests … ; --exclude-resource-type: all but these
  --indirect-selection R  which checks come along: eager, cautious, buildable or empty (eager)
  --state DIR             what state: compares with (the last build that published)`;

export const BUILD_FLAGS = `How:
  --full-refresh, -f      makes incremental models and changed seeds anew
  --fail-fast, -x         stops at the first failure
  --store-failures        keeps the rows that checks found in tables
  --warn-error            a check that warns has failed
  --threads N             models made at once on Postgres (4)`;

export const PROJECT_FLAGS = `Which project:
  --workspace DIR         the workspace, with its warehouse (the current folder)
  --project DIR           any dbt project, in a warehouse of its own: DIR/.leadline/warehouse.db
  --target ENGINE         of such a project: sqlite or postgres (sqlite)
  --connection NAME       for postgres: the secret that holds its address, kept with: vault set NAME --project DIR
  --vars YAML             variables, such as '{start: 2024-01-01}'

Exit codes: 0 all is well, 1 something failed, 2 wrong use.`;
