{#-
  What SQLite answers as Postgres would. Days are text like 2024-02-29, instants text like 2024-02-29T10:00:00.000000Z,
  booleans 0 and 1. Seconds are cut out of the text before SQLite's own functions see it: those keep milliseconds and
  round them.
-#}

{% macro sqlite__type_string() %}{{ return('text') }}{% endmacro %}
{#- As text: a cast to any word SQLite doesn't know, timestamp among them, keeps the year alone. -#}
{% macro sqlite__type_timestamp() %}{{ return('text') }}{% endmacro %}
{% macro sqlite__type_float() %}{{ return('real') }}{% endmacro %}
{% macro sqlite__type_numeric() %}{{ return('numeric') }}{% endmacro %}
{% macro sqlite__type_bigint() %}{{ return('integer') }}{% endmacro %}
{% macro sqlite__type_int() %}{{ return('integer') }}{% endmacro %}
{% macro sqlite__type_boolean() %}{{ return('boolean') }}{% endmacro %}

{% macro sqlite__cast(field, type) -%}
  {%- set kind = type | lower | trim -%}
  {%- if kind == 'date' -%}
    date(substr({{ field }}, 1, 10))
  {%- elif kind.startswith('timestamp') or kind == 'datetime' -%}
    {{ dbt.sqlite__instant(field) }}
  {%- elif kind in ('boolean', 'bool') -%}
    case when lower({{ field }}) in ('1', 't', 'true', 'y', 'yes', 'on') then 1 when lower({{ field }}) in ('0', 'f', 'false', 'n', 'no', 'off') then 0 end
  {%- elif kind in ('int', 'integer', 'bigint', 'smallint', 'int2', 'int4', 'int8') -%}
    case typeof({{ field }}) when 'real' then cast(round({{ field }}) as integer) else cast({{ field }} as integer) end
  {%- elif kind in ('double precision', 'float', 'float8', 'float4', 'real') -%}
    cast({{ field }} as real)
  {%- elif kind.startswith('numeric(') or kind.startswith('decimal(') -%}
    {%- set places = kind.split('(')[1].split(')')[0].split(',') -%}
    round(cast({{ field }} as numeric), {{ (places[1] if places | length > 1 else '0') | trim }})
  {%- elif kind.startswith('character varying') or kind.startswith('varchar') -%}
    cast({{ field }} as text)
  {%- else -%}
    cast({{ field }} as {{ type }})
  {%- endif -%}
{%- endmacro %}

{% macro sqlite__cast_bool_to_text(field) %}case when {{ field }} then 'true' when not ({{ field }}) then 'false' end{% endmacro %}

{#- Any day or instant as an instant. -#}
{% macro sqlite__instant(value) -%}
  strftime('%Y-%m-%dT%H:%M:%S', substr({{ value }}, 1, 19)) || {{ dbt.sqlite__fraction(value) }}
{%- endmacro %}

{#- The end of an instant's text, six digits and its zone. -#}
{% macro sqlite__fraction(value) -%}
  substr(coalesce(nullif(rtrim(substr({{ value }}, 20), 'Z'), ''), '.') || '000000', 1, 7) || 'Z'
{%- endmacro %}

{% macro sqlite__current_timestamp() %}strftime('%Y-%m-%dT%H:%M:%f000Z', 'now'){% endmacro %}

{% macro sqlite__date(year, month, day) %}'{{ modules.datetime.date(year, month, day).isoformat() }}'{% endmacro %}

{% macro sqlite__date_trunc(datepart, date) -%}
  {%- set part = datepart | lower -%}
  {%- set formats = {
    'year': '%Y-01-01T00:00:00',
    'month': '%Y-%m-01T00:00:00',
    'day': '%Y-%m-%dT00:00:00',
    'hour': '%Y-%m-%dT%H:00:00',
    'minute': '%Y-%m-%dT%H:%M:00',
    'second': '%Y-%m-%dT%H:%M:%S',
  } -%}
  {%- if part in formats -%}
    strftime('{{ formats[part] }}.000000Z', substr({{ date }}, 1, 19))
  {%- elif part == 'week' -%}
    strftime('%Y-%m-%dT00:00:00.000000Z', substr({{ date }}, 1, 10), 'weekday 0', '-6 days')
  {%- elif part == 'quarter' -%}
    strftime('%Y-%m-01T00:00:00.000000Z', substr({{ date }}, 1, 10), 'start of month', ((1 - strftime('%m', substr({{ date }}, 1, 10))) % 3) || ' months')
  {%- else -%}
    {{ dbt.unknown_datepart('date_trunc', datepart, ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']) }}
  {%- endif -%}
{%- endmacro %}

{% macro sqlite__dateadd(datepart, interval, from_date_or_timestamp) -%}
  {%- set part = datepart | lower -%}
  {%- set units = {
    'year': [1, 'years'],
    'quarter': [3, 'months'],
    'month': [1, 'months'],
    'week': [7, 'days'],
    'day': [1, 'days'],
    'hour': [1, 'hours'],
    'minute': [1, 'minutes'],
    'second': [1, 'seconds'],
  } -%}
  {%- if part not in units -%}
    {{ dbt.unknown_datepart('dateadd', datepart, units.keys() | list) }}
  {%- endif -%}
  {%- set times = '' if units[part][0] == 1 else ' * ' ~ units[part][0] -%}
  {#- A day that a month doesn't have is its last one: 31 January and a month is the end of February. -#}
  (strftime('%Y-%m-%dT%H:%M:%S', substr({{ from_date_or_timestamp }}, 1, 19), (({{ interval }}){{ times }}) || ' {{ units[part][1] }}', 'floor') || {{ dbt.sqlite__fraction(from_date_or_timestamp) }})
{%- endmacro %}

{#- Boundaries of the part between the two. Counted from the year 0, so that no division cuts towards zero. -#}
{% macro sqlite__datediff(first_date, second_date, datepart) -%}
  {%- set part = datepart | lower -%}
  {%- set lengths = {'hour': 3600, 'minute': 60, 'second': 1} -%}
  {%- if part == 'year' -%}
    (strftime('%Y', substr({{ second_date }}, 1, 10)) - strftime('%Y', substr({{ first_date }}, 1, 10)))
  {%- elif part == 'month' -%}
    ({{ dbt.sqlite__months(second_date) }} - {{ dbt.sqlite__months(first_date) }})
  {%- elif part == 'quarter' -%}
    ({{ dbt.sqlite__months(second_date) }} / 3 - {{ dbt.sqlite__months(first_date) }} / 3)
  {%- elif part == 'day' -%}
    ((unixepoch(substr({{ second_date }}, 1, 10)) - unixepoch(substr({{ first_date }}, 1, 10))) / 86400)
  {%- elif part == 'week' -%}
    {#- A week begins on Sunday: so counts dbt on Postgres. Day 0 of the year 0 was a Saturday. -#}
    (({{ dbt.sqlite__days(second_date) }} + 6) / 7 - ({{ dbt.sqlite__days(first_date) }} + 6) / 7)
  {%- elif part in lengths -%}
    ((unixepoch(substr({{ second_date }}, 1, 19)) + 62167219200) / {{ lengths[part] }} - (unixepoch(substr({{ first_date }}, 1, 19)) + 62167219200) / {{ lengths[part] }})
  {%- else -%}
    {{ dbt.unknown_datepart('datediff', datepart, ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']) }}
  {%- endif -%}
{%- endmacro %}

{% macro sqlite__months(date) -%}
  (strftime('%Y', substr({{ date }}, 1, 10)) * 12 + strftime('%m', substr({{ date }}, 1, 10)) - 1)
{%- endmacro %}

{% macro sqlite__days(date) %}((unixepoch(substr({{ date }}, 1, 10)) + 62167219200) / 86400){% endmacro %}

{% macro sqlite__last_day(date, datepart) -%}
  {%- set part = datepart | lower -%}
  date({{ dbt.sqlite__date_trunc(part, date) }}, {{ {'year': "'1 year'", 'quarter': "'3 months'", 'month': "'1 month'", 'week': "'7 days'", 'day': "'1 day'"}[part] }}, '-1 day')
{%- endmacro %}

{% macro sqlite__generate_series(upper_bound) %}
  select generated_number from (
    with recursive numbers(generated_number) as (
      select 1 where 1 <= cast({{ upper_bound }} as integer)
      union all
      select generated_number + 1 from numbers where generated_number < cast({{ upper_bound }} as integer)
    )
    select generated_number from numbers
  )
{% endmacro %}

{% macro sqlite__bool_or(expression) %}max({{ expression }}){% endmacro %}

{% macro sqlite__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- if limit_num -%}
    {{ exceptions.raise_compiler_error('SQLite cannot cut a list that is being joined: number the rows with row_number() first, keep those up to limit_num, then call listagg without it') }}
  {%- endif -%}
  string_agg({{ measure }}, {{ delimiter_text }}{{ ' ' ~ order_by_clause if order_by_clause }})
{%- endmacro %}

{% macro sqlite__position(substring_text, string_text) %}instr({{ string_text }}, {{ substring_text }}){% endmacro %}

{% macro sqlite__right(string_text, length_expression) -%}
  case when ({{ length_expression }}) > 0 then substr({{ string_text }}, -({{ length_expression }})) when ({{ length_expression }}) = 0 then substr({{ string_text }}, 1, 0) else substr({{ string_text }}, 1 - ({{ length_expression }})) end
{%- endmacro %}

{#- Lists are no values of SQLite. -#}
{% macro sqlite__array_construct(inputs, data_type) %}{{ dbt.sqlite__no_arrays('array_construct') }}{% endmacro %}
{% macro sqlite__array_append(array, new_element) %}{{ dbt.sqlite__no_arrays('array_append') }}{% endmacro %}
{% macro sqlite__array_concat(array_1, array_2) %}{{ dbt.sqlite__no_arrays('array_concat') }}{% endmacro %}
{% macro sqlite__no_arrays(name) %}
  {{- exceptions.raise_compiler_error(name ~ ' has no answer on SQLite, which has no arrays: keep the values as rows, or as JSON text with json_array()') }}
{%- endmacro %}
