{#- Checks of one figure of a column, or of each group's. -#}

{% test expression_between(model, expression, min_value=none, max_value=none, group_by_columns=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, expression, min_value, max_value, group_by_columns, row_condition, strictly) }}
{% endtest %}

{% test expect_column_min_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'min(' ~ column_name ~ ')', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_max_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'max(' ~ column_name ~ ')', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_mean_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'avg(' ~ column_name ~ ')', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_sum_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'sum(' ~ column_name ~ ')', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_unique_value_count_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'count(distinct ' ~ column_name ~ ')', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_proportion_of_unique_values_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'count(distinct ' ~ column_name ~ ') * 1.0 / nullif(count(' ~ column_name ~ '), 0)', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_distinct_count_to_equal(model, column_name, value, group_by=none, row_condition=none) %}
{{ dbt_expectations.measured_against(model, 'count(distinct ' ~ column_name ~ ')', 'measured = ' ~ value, group_by, row_condition) }}
{% endtest %}

{% test expect_column_distinct_count_to_be_greater_than(model, column_name, value, group_by=none, row_condition=none) %}
{{ dbt_expectations.measured_against(model, 'count(distinct ' ~ column_name ~ ')', 'measured > ' ~ value, group_by, row_condition) }}
{% endtest %}

{% test expect_column_distinct_count_to_be_less_than(model, column_name, value, group_by=none, row_condition=none) %}
{{ dbt_expectations.measured_against(model, 'count(distinct ' ~ column_name ~ ')', 'measured < ' ~ value, group_by, row_condition) }}
{% endtest %}

{% test expect_multicolumn_sum_to_equal(model, column_list, sum_total, group_by=none, row_condition=none) %}
{%- set sums = 'sum(' ~ (column_list | join(') + sum(')) ~ ')' %}
{%- if sum_total is number %}
{{ dbt_expectations.measured_against(model, sums, 'measured = ' ~ sum_total, group_by, row_condition) }}
{%- else %}
{#- A column: its sum is the total, and what is measured is how far from it. #}
{{ dbt_expectations.measured_against(model, sums ~ ' - sum(' ~ sum_total ~ ')', 'measured = 0', group_by, row_condition) }}
{%- endif %}
{% endtest %}

{% test expect_column_median_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.quantile_between(model, column_name, 0.5, min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_column_quantile_values_to_be_between(model, column_name, quantile, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.quantile_between(model, column_name, quantile, min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{#-
  Between the two values nearest to the place 1 + q (n - 1), as percentile_cont has it. Counted out in SQL, because an
  ordered-set aggregate takes no window and SQLite's is spelled otherwise.
-#}
{% macro quantile_between(model, column_name, quantile, min_value, max_value, group_by, row_condition, strictly) %}
select * from (
  select {{ dbt_expectations.columns_before(group_by) }}min(low) + (min(high) - min(low)) * (min(wanted) - floor(min(wanted))) as measured
  from (
    select {{ dbt_expectations.columns_before(group_by) }}wanted,
      case when place = floor(wanted) then value_field end as low,
      case when place = ceil(wanted) then value_field end as high
    from (
      select {{ dbt_expectations.columns_before(group_by) }}{{ column_name }} as value_field,
        row_number() over ({{ dbt_expectations.partitioned_by(group_by) }}order by {{ column_name }}) as place,
        1 + {{ quantile }} * (count(*) over ({{ dbt_expectations.partitioned_by(group_by) }}) - 1) as wanted
      from {{ model }}
      where {{ column_name }} is not null{{ ' and (' ~ row_condition ~ ')' if row_condition }}
    ) placed
  ) neighbours
  {{- dbt_expectations.grouped_by(group_by) }}
) figures
where not ({{ dbt_expectations.between('measured', min_value, max_value, strictly) }})
{% endmacro %}

{% test expect_column_stdev_to_be_between(model, column_name, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
select * from (
  select {{ dbt_expectations.columns_before(group_by) }}sqrt(sum(deviation * deviation) / nullif(count(*) - 1, 0)) as measured
  from (
    select {{ dbt_expectations.columns_before(group_by) }}{{ column_name }} - avg({{ column_name }} * 1.0) over ({{ dbt_expectations.partitioned_by(group_by) }}) as deviation
    from {{ model }}
    where {{ column_name }} is not null{{ ' and (' ~ row_condition ~ ')' if row_condition }}
  ) deviations
  {{- dbt_expectations.grouped_by(group_by) }}
) figures
where not ({{ dbt_expectations.between('measured', min_value, max_value, strictly) }})
{% endtest %}

{% test expect_column_most_common_value_to_be_in_set(model, column_name, value_set, top_n, quote_values=true, data_type='decimal', row_condition=none) %}
select * from (
  select value_field, n_records, rank() over (order by n_records desc) as place
  from (
    select {{ column_name }} as value_field, count(*) as n_records
    from {{ model }}{{ dbt_expectations.only_where(row_condition) }}
    group by {{ column_name }}
  ) counted
) ranked
where place <= {{ top_n }} and value_field not in ({{ dbt_expectations.value_list(value_set, quote_values) }})
{% endtest %}

{% test expect_column_distinct_values_to_be_in_set(model, column_name, value_set, quote_values=true, row_condition=none) %}
select distinct {{ column_name }} as value_field
from {{ model }}
where not coalesce({{ column_name }} in ({{ dbt_expectations.value_list(value_set, quote_values) }}), false){{ ' and (' ~ row_condition ~ ')' if row_condition }}
{% endtest %}

{% test expect_column_distinct_values_to_contain_set(model, column_name, value_set, quote_values=true, row_condition=none) %}
{{ dbt_expectations.values_missing(model, column_name, value_set, quote_values, row_condition) }}
{% endtest %}

{% test expect_column_distinct_values_to_equal_set(model, column_name, value_set, quote_values=true, row_condition=none) %}
select 'missing' as found, value_field from (
{{ dbt_expectations.values_missing(model, column_name, value_set, quote_values, row_condition) }}
) missing_values
union all
select 'unexpected' as found, cast(value_field as {{ dbt.type_string() }}) from (
{{ dbt_expectations.test_expect_column_distinct_values_to_be_in_set(model, column_name, value_set, quote_values, row_condition) }}
) unexpected_values
{% endtest %}

{#- Asked value by value against the column itself, so that each is read as the column's type on either engine. -#}
{% macro values_missing(model, column_name, value_set, quote_values, row_condition) %}
{%- for value in value_set %}
{%- set written = dbt_expectations.quoted_value(value, quote_values) %}
select {{ dbt_expectations.quoted_value(value) }} as value_field
where not exists (select 1 from {{ model }} where {{ column_name }} = {{ written }}{{ ' and (' ~ row_condition ~ ')' if row_condition }})
{{ 'union all' if not loop.last }}
{%- endfor %}
{% endmacro %}
