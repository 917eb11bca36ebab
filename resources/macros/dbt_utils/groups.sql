{#- Checks of a whole relation, or of each group of it: one failing row a group. -#}

{% macro columns_before(columns) %}
{%- for column in columns %}{{ column }}, {% endfor %}
{%- endmacro %}

{% macro grouped_by(columns) %}
{%- if columns %} group by {{ columns | join(', ') }}{% endif %}
{%- endmacro %}

{% test at_least_one(model, column_name, group_by_columns=[]) %}
select {{ dbt_utils.columns_before(group_by_columns) }}count({{ column_name }}) as values_found
from {{ model }}
{{- dbt_utils.grouped_by(group_by_columns) }}
having count({{ column_name }}) = 0
{% endtest %}

{% test not_constant(model, column_name, group_by_columns=[]) %}
select {{ dbt_utils.columns_before(group_by_columns) }}count(distinct {{ column_name }}) as distinct_values
from {{ model }}
{{- dbt_utils.grouped_by(group_by_columns) }}
having count(distinct {{ column_name }}) = 1
{% endtest %}

{% test not_null_proportion(model, column_name, at_least, at_most=1.0, group_by_columns=[]) %}
select * from (
  select {{ dbt_utils.columns_before(group_by_columns) }}count({{ column_name }}) * 1.0 / nullif(count(*), 0) as not_null_proportion
  from {{ model }}
  {{- dbt_utils.grouped_by(group_by_columns) }}
) proportions
where not_null_proportion < {{ at_least }} or not_null_proportion > {{ at_most }}
{% endtest %}

{% test unique_combination_of_columns(model, combination_of_columns, quote_columns=false) %}
{%- set columns = [] %}
{%- for column in combination_of_columns %}{% do columns.append(adapter.quote(column) if quote_columns else column) %}{% endfor %}
select {{ columns | join(', ') }}, count(*) as n_records
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}

{% test sequential_values(model, column_name, interval=1, datepart=none, group_by_columns=[]) %}
{%- set partition = 'partition by ' ~ (group_by_columns | join(', ')) ~ ' ' if group_by_columns else '' %}
with neighbours as (
  select {{ dbt_utils.columns_before(group_by_columns) }}{{ column_name }} as this_value,
    lag({{ column_name }}) over ({{ partition }}order by {{ column_name }}) as previous_value
  from {{ model }}
)
select * from neighbours
where previous_value is not null
{%- if datepart is none %}
  and this_value <> previous_value + {{ interval }}
{%- else %}
  and {{ leadline.as_instant('this_value') }} <> {{ leadline.as_instant(dbt.dateadd(datepart, interval, leadline.as_instant('previous_value'))) }}
{%- endif %}
{% endtest %}

{% test mutually_exclusive_ranges(model, lower_bound_column, upper_bound_column, partition_by=none, gaps='allowed', zero_length_range_allowed=false) %}
{%- set between = {'allowed': '<=', 'not_allowed': '=', 'required': '<'} %}
{%- if gaps not in between %}
  {{ exceptions.raise_compiler_error("gaps is one of allowed, not_allowed and required, and not " ~ gaps) }}
{%- endif %}
{%- set partition = 'partition by ' ~ partition_by ~ ' ' if partition_by else '' %}
with ranges as (
  select
    {%- if partition_by %} {{ partition_by }},{% endif %}
    {{ lower_bound_column }} as lower_bound,
    {{ upper_bound_column }} as upper_bound,
    lead({{ lower_bound_column }}) over ({{ partition }}order by {{ lower_bound_column }}, {{ upper_bound_column }}) as next_lower_bound,
    row_number() over ({{ partition }}order by {{ lower_bound_column }} desc, {{ upper_bound_column }} desc) = 1 as is_last
  from {{ model }}
)
select * from ranges
where not coalesce(lower_bound {{ '<=' if zero_length_range_allowed else '<' }} upper_bound, false)
  or not coalesce(upper_bound {{ between[gaps] }} next_lower_bound, is_last, false)
{% endtest %}

{% test recency(model, field, datepart, interval, ignore_time_component=false, group_by_columns=[]) %}
{%- set now = leadline.as_instant(dbt.current_timestamp()) %}
{%- set oldest = leadline.as_instant(dbt.dateadd(datepart, interval * -1, leadline.as_day(now) if ignore_time_component else now)) %}
select * from (
  select {{ dbt_utils.columns_before(group_by_columns) }}{{ leadline.as_instant(leadline.as_day('max(' ~ field ~ ')') if ignore_time_component else 'max(' ~ field ~ ')') }} as most_recent, {{ oldest }} as threshold
  from {{ model }}
  {{- dbt_utils.grouped_by(group_by_columns) }}
) recent
where most_recent < threshold
{% endtest %}
