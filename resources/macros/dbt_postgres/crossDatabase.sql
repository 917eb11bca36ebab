{% macro postgres__any_value(expression) %}min({{ expression }}){% endmacro %}

{#- An order and a limit at once: only an array can be cut before it is joined. -#}
{% macro postgres__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
  {%- set ordered = measure ~ (' ' ~ order_by_clause if order_by_clause else '') -%}
  {%- if limit_num -%}
    array_to_string((array_agg({{ ordered }}))[1:{{ limit_num }}], {{ delimiter_text }})
  {%- else -%}
    string_agg({{ measure }}, {{ delimiter_text }}{{ ' ' ~ order_by_clause if order_by_clause }})
  {%- endif -%}
{%- endmacro %}

{% macro postgres__current_timestamp() %}now(){% endmacro %}
{% macro postgres__snapshot_get_time() %}now()::timestamp without time zone{% endmacro %}
{% macro postgres__snapshot_string_as_time(timestamp) %}'{{ timestamp }}'::timestamp without time zone{% endmacro %}

{#- From the end as well: Postgres knows that only since its version 14. -#}
{% macro postgres__split_part(string_text, delimiter_text, part_number) -%}
  {%- if part_number is number and part_number < 0 -%}
    reverse(split_part(reverse({{ string_text }}), reverse({{ delimiter_text }}), {{ -part_number }}))
  {%- else -%}
    split_part({{ string_text }}, {{ delimiter_text }}, {{ part_number }})
  {%- endif -%}
{%- endmacro %}

{#- Boundaries of the part between the two, as dbt counts them: a year lies between 31 December and 1 January. -#}
{% macro postgres__datediff(first_date, second_date, datepart) -%}
  {%- set days = '((' ~ second_date ~ ')::date - (' ~ first_date ~ ')::date)' -%}
  {%- set part = datepart | lower -%}
  {%- set each = {'second': 1, 'millisecond': 1000, 'microsecond': 1000000} -%}
  {%- if part == 'year' -%}
    {{ dbt.postgres__between('year', first_date, second_date) }}
  {%- elif part in ('quarter', 'month') -%}
    ({{ dbt.postgres__between('year', first_date, second_date) }} * {{ 4 if part == 'quarter' else 12 }} + {{ dbt.postgres__between(part, first_date, second_date) }})
  {%- elif part == 'day' -%}
    {{ days }}
  {%- elif part == 'week' -%}
    (({{ days }} - date_part('dow', ({{ second_date }})::timestamp)::int + date_part('dow', ({{ first_date }})::timestamp)::int) / 7)
  {%- elif part == 'hour' -%}
    ({{ days }} * 24 + {{ dbt.postgres__between('hour', first_date, second_date) }})
  {%- elif part == 'minute' -%}
    (({{ days }} * 24 + {{ dbt.postgres__between('hour', first_date, second_date) }}) * 60 + {{ dbt.postgres__between('minute', first_date, second_date) }})
  {%- elif part in each -%}
    (floor(extract(epoch from ({{ second_date }})::timestamp) * {{ each[part] }}) - floor(extract(epoch from ({{ first_date }})::timestamp) * {{ each[part] }}))::double precision
  {%- else -%}
    {{ dbt.unknown_datepart('datediff', datepart, ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond']) }}
  {%- endif -%}
{%- endmacro %}

{% macro postgres__between(datepart, first_date, second_date) -%}
  (date_part('{{ datepart }}', ({{ second_date }})::timestamp) - date_part('{{ datepart }}', ({{ first_date }})::timestamp))
{%- endmacro %}

{#- Three months: there is no interval of a quarter. -#}
{% macro postgres__dateadd(datepart, interval, from_date_or_timestamp) -%}
  {%- if (datepart | lower) == 'quarter' -%}
    {{ from_date_or_timestamp }} + ((interval '3 month') * ({{ interval }}))
  {%- else -%}
    {{ from_date_or_timestamp }} + ((interval '1 {{ datepart }}') * ({{ interval }}))
  {%- endif -%}
{%- endmacro %}

{#- Whole numbers as double precision, which is what dbt's own series is made of. -#}
{% macro postgres__generate_series(upper_bound) %}
  select generated_number::double precision as generated_number
  from generate_series(1, ({{ upper_bound }})::bigint) as numbers(generated_number)
{% endmacro %}
