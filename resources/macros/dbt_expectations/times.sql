{#- Checks of days and instants, and of figures over time. -#}

{% test expect_row_values_to_have_recent_data(model, column_name, datepart, interval, row_condition=none) %}
{%- set now = leadline.as_instant(dbt.current_timestamp()) %}
{%- set value = leadline.as_instant(column_name) %}
select * from (
  select max({{ value }}) as newest, {{ leadline.as_instant(dbt.dateadd(datepart, interval * -1, now)) }} as threshold
  from {{ model }}
  where {{ value }} <= {{ now }}{{ ' and (' ~ row_condition ~ ')' if row_condition }}
) recent
where newest is null or newest < threshold
{% endtest %}

{% test expect_grouped_row_values_to_have_recent_data(model, group_by, timestamp_column, datepart, interval, row_condition=none) %}
{%- set now = leadline.as_instant(dbt.current_timestamp()) %}
{%- set value = leadline.as_instant(timestamp_column) %}
select * from (
  select {{ dbt_expectations.columns_before(group_by) }}max({{ value }}) as newest
  from {{ model }}{{ dbt_expectations.only_where(row_condition) }}
  {{- dbt_expectations.grouped_by(group_by) }}
) grouped
where newest is null or newest < {{ leadline.as_instant(dbt.dateadd(datepart, interval * -1, now)) }}
{% endtest %}

{% test expect_row_values_to_have_data_for_every_n_datepart(model, date_col, date_part='day', interval=none, row_condition=none, exclusion_condition=none, test_start_date=none, test_end_date=none) %}
{%- set step = interval or 1 %}
{%- set value = leadline.as_instant(date_col) %}
{%- set shown = leadline.as_day('part') if date_part | lower in ('day', 'week', 'month', 'quarter', 'year') else 'part' %}
{#- Without an end the newest row's part is the last one; an end that is given is left out, as the package has it. -#}
with recursive dated as (
  select {{ leadline.as_instant(dbt.date_trunc(date_part, value)) }} as part
  from {{ model }}
  where {{ date_col }} is not null{{ ' and (' ~ row_condition ~ ')' if row_condition }}
), bounds as (
  select
    {{ leadline.as_instant(dbt.date_trunc(date_part, leadline.as_instant(dbt_expectations.quoted_value(test_start_date)))) if test_start_date else 'min(part)' }} as first_part,
    {{ leadline.as_instant(dbt_expectations.quoted_value(test_end_date)) if test_end_date else leadline.as_instant(dbt.dateadd(date_part, 1, 'max(part)')) }} as end_part
  {{- ' from dated' if not (test_start_date and test_end_date) }}
), parts(part, end_part) as (
  select first_part, end_part from bounds where first_part < end_part
  union all
  select {{ leadline.as_instant(dbt.dateadd(date_part, step, 'part')) }}, end_part from parts
  where {{ leadline.as_instant(dbt.dateadd(date_part, step, 'part')) }} < end_part
)
select * from (
  {#- Under the column's own name and under the package's, so that a condition may use either. #}
  select {{ shown }} as {{ date_col }}{{ ', ' ~ shown ~ ' as date_' ~ date_part if date_col | lower != 'date_' ~ (date_part | lower) }}
  from parts
  where not exists (
    select 1 from dated
    where dated.part >= parts.part and dated.part < {{ leadline.as_instant(dbt.dateadd(date_part, step, 'parts.part')) }}
  )
) missing_parts
{{- ' where ' ~ exclusion_condition if exclusion_condition }}
{% endtest %}

{% test expect_column_values_to_be_within_n_stdevs(model, column_name, group_by=none, sigma_threshold=3) %}
{%- set keys = [group_by] if group_by is string else group_by %}
with figures as (
{%- if keys %}
  select {{ keys | join(', ') }}, sum({{ column_name }}) as value_field from {{ model }}{{ dbt_expectations.grouped_by(keys) }}
{%- else %}
  select {{ column_name }} as value_field from {{ model }}
{%- endif %}
), centred as (
  select *, value_field * 1.0 - avg(value_field * 1.0) over () as deviation from figures where value_field is not null
), spread as (
  select sqrt(sum(deviation * deviation) / nullif(count(*) - 1, 0)) as sigma from centred
)
select centred.*, deviation / nullif(sigma, 0) as sigmas
from centred cross join spread
where abs(deviation) > {{ sigma_threshold }} * sigma and sigma > 0
{% endtest %}

{% test expect_column_values_to_be_within_n_moving_stdevs(model, column_name, date_column_name, group_by=none, period='day', lookback_periods=1, trend_periods=7, test_periods=14, sigma_threshold=3, sigma_threshold_upper=none, sigma_threshold_lower=none, take_diffs=true, take_logs=true) %}
{%- set upper = sigma_threshold_upper if sigma_threshold_upper is not none else sigma_threshold %}
{%- set lower = sigma_threshold_lower if sigma_threshold_lower is not none else -1 * sigma_threshold %}
{%- set part = leadline.as_instant(dbt.date_trunc(period, leadline.as_instant(date_column_name))) %}
{%- set today = leadline.as_instant(dbt.date_trunc(period, leadline.as_instant(dbt.current_timestamp()))) %}
{%- set keys = dbt_expectations.columns_before(group_by) %}
{%- set partition = dbt_expectations.partitioned_by(group_by) %}
{%- set before = '(' ~ partition ~ 'order by period rows between ' ~ trend_periods ~ ' preceding and 1 preceding)' %}
with periods as (
  select {{ keys }}{{ part }} as period, sum({{ column_name }}) * 1.0 as total
  from {{ model }}
  where {{ date_column_name }} is not null
  group by {{ keys }}{{ part }}
), figures as (
  select {{ keys }}period, total, {{ 'coalesce(ln(nullif(total, 0)), 0)' if take_logs else 'total' }} as figure from periods
), moves as (
  select {{ keys }}period, total,
    figure{{ ' - coalesce(lag(figure, ' ~ lookback_periods ~ ') over (' ~ partition ~ 'order by period), 0)' if take_diffs }} as move
  from figures
), trends as (
  select {{ keys }}period, total, move,
    avg(move) over {{ before }} as trend,
    count(move) over {{ before }} as moves_before,
    sum(move * move) over {{ before }} as squares,
    sum(move) over {{ before }} as moved
  from moves
), scored as (
  select {{ keys }}period, total, move, trend,
    {#- What rounding takes below zero is zero. -#}
    (move - trend) / nullif(sqrt(case when squares - moved * moved / moves_before > 0 then (squares - moved * moved / moves_before) / nullif(moves_before - 1, 0) else 0 end), 0) as sigmas
  from trends
  where moves_before > 0
)
select * from scored
where period >= {{ leadline.as_instant(dbt.dateadd(period, test_periods * -1, today)) }}
  and period < {{ today }}
  and not (sigmas >= {{ lower }} and sigmas <= {{ upper }})
{% endtest %}
