{#- Checks of text: lengths, patterns, regular expressions. -#}

{% test expect_column_value_lengths_to_be_between(model, column_name, min_value=none, max_value=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.rows_against(model, dbt_expectations.between('length(' ~ column_name ~ ')', min_value, max_value, strictly), row_condition) }}
{% endtest %}

{% test expect_column_value_lengths_to_equal(model, column_name, value, row_condition=none) %}
{{ dbt_expectations.rows_against(model, 'length(' ~ column_name ~ ') = ' ~ value, row_condition) }}
{% endtest %}

{#- Flags as Postgres knows them; `i` is the one people use. A missing value matches nothing. -#}
{% macro matches(column_name, regex, flags='') %}
{%- for flag in flags if flag not in 'icsnx' %}
  {{- exceptions.raise_compiler_error('The regular expression has the flag ' ~ flag ~ '; there are i, c, s, n and x') }}
{%- endfor %}
{%- set pattern = dbt_expectations.quoted_value(regex) %}
{%- if target.type == 'sqlite' -%}
coalesce(regexp_like({{ column_name }}, {{ pattern }}{{ ", '" ~ flags ~ "'" if flags }}), false)
{%- elif flags -%}
coalesce({{ column_name }} ~ {{ dbt_expectations.quoted_value('(?' ~ flags ~ ')' ~ regex) }}, false)
{%- else -%}
coalesce({{ column_name }} ~ {{ pattern }}, false)
{%- endif %}
{%- endmacro %}

{% macro each_of(written, match_on) %}
{%- if match_on not in ('any', 'all') %}
  {{- exceptions.raise_compiler_error('match_on is any or all, and not ' ~ match_on) }}
{%- endif %}
{{- written | join(' or ' if match_on == 'any' else ' and ') }}
{%- endmacro %}

{% test expect_column_values_to_match_regex(model, column_name, regex, row_condition=none, is_raw=false, flags='') %}
{{ dbt_expectations.rows_against(model, dbt_expectations.matches(column_name, regex, flags), row_condition) }}
{% endtest %}

{% test expect_column_values_to_not_match_regex(model, column_name, regex, row_condition=none, is_raw=false, flags='') %}
{{ dbt_expectations.rows_against(model, 'not (' ~ dbt_expectations.matches(column_name, regex, flags) ~ ')', row_condition) }}
{% endtest %}

{% test expect_column_values_to_match_regex_list(model, column_name, regex_list, match_on='any', row_condition=none, is_raw=false, flags='') %}
{%- set written = [] %}
{%- for regex in regex_list %}{% do written.append('(' ~ dbt_expectations.matches(column_name, regex, flags) ~ ')') %}{% endfor %}
{{ dbt_expectations.rows_against(model, dbt_expectations.each_of(written, match_on), row_condition) }}
{% endtest %}

{% test expect_column_values_to_not_match_regex_list(model, column_name, regex_list, match_on='any', row_condition=none, is_raw=false, flags='') %}
{%- set written = [] %}
{%- for regex in regex_list %}{% do written.append('not (' ~ dbt_expectations.matches(column_name, regex, flags) ~ ')') %}{% endfor %}
{{ dbt_expectations.rows_against(model, dbt_expectations.each_of(written, match_on), row_condition) }}
{% endtest %}

{#- SQLite's `like` is blind to case, its `glob` is not. -#}
{% macro is_like(column_name, pattern) %}
{%- if target.type == 'sqlite' -%}
{%- set glob = pattern | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]') | replace('%', '*') | replace('_', '?') -%}
{{ column_name }} glob {{ dbt_expectations.quoted_value(glob) }}
{%- else -%}
{{ column_name }} like {{ dbt_expectations.quoted_value(pattern) }}
{%- endif %}
{%- endmacro %}

{% test expect_column_values_to_match_like_pattern(model, column_name, like_pattern, row_condition=none) %}
{{ dbt_expectations.rows_against(model, dbt_expectations.is_like(column_name, like_pattern), row_condition) }}
{% endtest %}

{% test expect_column_values_to_not_match_like_pattern(model, column_name, like_pattern, row_condition=none) %}
{{ dbt_expectations.rows_against(model, 'not (' ~ dbt_expectations.is_like(column_name, like_pattern) ~ ')', row_condition) }}
{% endtest %}

{% test expect_column_values_to_match_like_pattern_list(model, column_name, like_pattern_list, match_on='any', row_condition=none) %}
{%- set written = [] %}
{%- for pattern in like_pattern_list %}{% do written.append('(' ~ dbt_expectations.is_like(column_name, pattern) ~ ')') %}{% endfor %}
{{ dbt_expectations.rows_against(model, dbt_expectations.each_of(written, match_on), row_condition) }}
{% endtest %}

{% test expect_column_values_to_not_match_like_pattern_list(model, column_name, like_pattern_list, match_on='any', row_condition=none) %}
{%- set written = [] %}
{%- for pattern in like_pattern_list %}{% do written.append('not (' ~ dbt_expectations.is_like(column_name, pattern) ~ ')') %}{% endfor %}
{{ dbt_expectations.rows_against(model, dbt_expectations.each_of(written, match_on), row_condition) }}
{% endtest %}
