{#- Days and instants. -#}

{% macro current_timestamp() %}{{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp() %}now(){% endmacro %}

{% macro snapshot_get_time() %}{{ return(adapter.dispatch('snapshot_get_time', 'dbt')()) }}{% endmacro %}
{% macro default__snapshot_get_time() %}{{ dbt.current_timestamp() }}{% endmacro %}

{% macro current_timestamp_backcompat() %}{{ return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp_backcompat() %}{{ dbt.snapshot_get_time() }}{% endmacro %}

{% macro current_timestamp_in_utc_backcompat() %}{{ return(adapter.dispatch('current_timestamp_in_utc_backcompat', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp_in_utc_backcompat() %}{{ dbt.current_timestamp_backcompat() }}{% endmacro %}

{% macro date(year, month, day) %}{{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}{% endmacro %}
{% macro default__date(year, month, day) -%}
  to_date('{{ modules.datetime.date(year, month, day).isoformat() }}', 'YYYY-MM-DD')
{%- endmacro %}

{% macro date_trunc(datepart, date) %}{{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}{% endmacro %}
{% macro default__date_trunc(datepart, date) %}date_trunc('{{ datepart }}', {{ date }}){% endmacro %}

{% macro dateadd(datepart, interval, from_date_or_timestamp) %}
  {{- return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}
{%- endmacro %}
{% macro default__dateadd(datepart, interval, from_date_or_timestamp) -%}
  {{ from_date_or_timestamp }} + ((interval '1 {{ datepart }}') * ({{ interval }}))
{%- endmacro %}

{% macro datediff(first_date, second_date, datepart) %}
  {{- return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}
{%- endmacro %}

{% macro last_day(date, datepart) %}{{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}{% endmacro %}
{% macro default__last_day(date, datepart) -%}
  cast({{ dbt.dateadd('day', '-1', dbt.dateadd(datepart, '1', dbt.date_trunc(datepart, date))) }} as date)
{%- endmacro %}

{#- A part of time that an engine's macro doesn't know. -#}
{% macro unknown_datepart(macro_name, datepart, known) %}
  {{- exceptions.raise_compiler_error(macro_name ~ " doesn't know the part '" ~ datepart ~ "': write one of " ~ (known | join(', '))) }}
{%- endmacro %}

{% macro generate_series(upper_bound) %}{{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}{% endmacro %}

{% macro get_powers_of_two(upper_bound) %}{{ return(adapter.dispatch('get_powers_of_two', 'dbt')(upper_bound)) }}{% endmacro %}
{% macro default__get_powers_of_two(upper_bound) %}
  {%- if upper_bound <= 0 %}{{ exceptions.raise_compiler_error('The upper bound must be above zero') }}{% endif %}
  {%- for power in range(1, 100) if 2 ** power >= upper_bound %}{{ return(power) }}{% endfor %}
{%- endmacro %}

{% macro get_intervals_between(start_date, end_date, datepart) %}
  {{- return(adapter.dispatch('get_intervals_between', 'dbt')(start_date, end_date, datepart)) }}
{%- endmacro %}
{% macro default__get_intervals_between(start_date, end_date, datepart) %}
  {%- if not execute %}{{ return(1) }}{% endif %}
  {%- set counted = run_query('select ' ~ dbt.datediff(start_date, end_date, datepart)) %}
  {{- return(counted.columns[0].values()[0] if counted | length > 0 else 1) }}
{%- endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}{{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}{% endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) %}
with numbered as (
  {{ dbt.generate_series(dbt.get_intervals_between(start_date, end_date, datepart)) }}
),
every_{{ datepart }} as (
  select ({{ dbt.dateadd(datepart, 'row_number() over (order by generated_number) - 1', start_date) }}) as date_{{ datepart }}
  from numbered
),
filtered as (
  select * from every_{{ datepart }} where date_{{ datepart }} <= {{ end_date }}
)
select * from filtered
{% endmacro %}

{#- Days between two texts, for loops in templates. -#}
{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt='%Y%m%d', out_fmt='%Y%m%d') %}
  {%- set end_date_str = start_date_str if end_date_str is none else end_date_str %}
  {%- set first = modules.datetime.datetime.strptime(start_date_str, in_fmt) %}
  {%- set last = modules.datetime.datetime.strptime(end_date_str, in_fmt) %}
  {%- if last < first %}{{ exceptions.raise_compiler_error('The end date must not be before the start date') }}{% endif %}
  {%- set days = [] %}
  {%- for at in range((last - first).days + 1) %}
    {%- do days.append((first + modules.datetime.timedelta(days=at)).strftime(out_fmt)) %}
  {%- endfor %}
  {{- return(days) }}
{%- endmacro %}
