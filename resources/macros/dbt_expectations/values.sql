{#- Checks of the values of a column, row by row. -#}

{% test expression_is_true(model, expression, test_condition='= true', group_by_columns=none, row_condition=none) %}
{{ dbt_expectations.measured_against(model, expression, 'measured ' ~ test_condition, group_by_columns, row_condition) if group_by_columns else dbt_expectations.rows_against(model, '(' ~ expression ~ ') ' ~ test_condition, row_condition) }}
{% endtest %}

{% test expect_column_values_to_be_null(model, column_name, row_condition=none) %}
{{ dbt_expectations.rows_against(model, column_name ~ ' is null', row_condition) }}
{% endtest %}

{% test expect_column_values_to_not_be_null(model, column_name, row_condition=none) %}
{{ dbt_expectations.rows_against(model, column_name ~ ' is not null', row_condition) }}
{% endtest %}

{% test expect_column_values_to_be_between(model, column_name, min_value=none, max_value=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.rows_against(model, dbt_expectations.between(column_name, min_value, max_value, strictly), row_condition) }}
{% endtest %}

{% test expect_column_values_to_be_in_set(model, column_name, value_set, quote_values=true, row_condition=none) %}
{#- A missing value is in no set. -#}
{{ dbt_expectations.rows_against(model, 'coalesce(' ~ column_name ~ ' in (' ~ dbt_expectations.value_list(value_set, quote_values) ~ '), false)', row_condition) }}
{% endtest %}

{% test expect_column_values_to_not_be_in_set(model, column_name, value_set, quote_values=true, row_condition=none) %}
{{ dbt_expectations.rows_against(model, column_name ~ ' not in (' ~ dbt_expectations.value_list(value_set, quote_values) ~ ')', row_condition) }}
{% endtest %}

{% test expect_column_values_to_be_unique(model, column_name, row_condition=none) %}
{{ dbt_expectations.test_expect_compound_columns_to_be_unique(model, [column_name], row_condition=row_condition) }}
{% endtest %}

{% test expect_compound_columns_to_be_unique(model, column_list, quote_columns=false, ignore_row_if='all_values_are_missing', row_condition=none) %}
{%- set columns = dbt_expectations.columns_written(column_list, quote_columns) %}
select {{ columns | join(', ') }}, count(*) as n_records
from {{ model }}
where {{ dbt_expectations.row_counts(columns, ignore_row_if) }}{{ ' and (' ~ row_condition ~ ')' if row_condition }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}

{% test expect_select_column_values_to_be_unique_within_record(model, column_list, quote_columns=false, ignore_row_if='all_values_are_missing', row_condition=none) %}
{%- set columns = dbt_expectations.columns_written(column_list, quote_columns) %}
{%- set pairs = [] %}
{%- for first in columns %}
  {%- for second in columns[loop.index:] %}{% do pairs.append(first ~ ' is not distinct from ' ~ second) %}{% endfor %}
{%- endfor %}
select * from {{ model }}
where {{ dbt_expectations.row_counts(columns, ignore_row_if) }}{{ ' and (' ~ row_condition ~ ')' if row_condition }}
  and ({{ pairs | join(' or ') if pairs else '1 = 0' }})
{% endtest %}

{% macro columns_written(columns, quote_columns) %}
{%- set written = [] %}
{%- for column in columns %}{% do written.append(adapter.quote(column) if quote_columns else column) %}{% endfor %}
{%- do return(written) %}
{% endmacro %}

{% macro row_counts(columns, ignore_row_if) %}
{%- if ignore_row_if == 'never' %}1 = 1
{%- elif ignore_row_if == 'any_value_is_missing' %}{{ columns | join(' is not null and ') }} is not null
{%- elif ignore_row_if == 'all_values_are_missing' %}not ({{ columns | join(' is null and ') }} is null)
{%- else %}
  {{- exceptions.raise_compiler_error('ignore_row_if is all_values_are_missing, any_value_is_missing or never, and not ' ~ ignore_row_if) }}
{%- endif %}
{%- endmacro %}

{% test expect_column_values_to_be_increasing(model, column_name, sort_column=none, strictly=true, row_condition=none, group_by=none, step=none) %}
{{ dbt_expectations.out_of_order(model, column_name, sort_column, '>' if strictly else '>=', row_condition, group_by, step, 'value_field - previous_value') }}
{% endtest %}

{% test expect_column_values_to_be_decreasing(model, column_name, sort_column=none, strictly=true, row_condition=none, group_by=none, step=none) %}
{{ dbt_expectations.out_of_order(model, column_name, sort_column, '<' if strictly else '<=', row_condition, group_by, step, 'previous_value - value_field') }}
{% endtest %}

{% macro out_of_order(model, column_name, sort_column, operator, row_condition, group_by, step, difference) %}
select * from (
  select {{ dbt_expectations.columns_before(group_by) }}{{ sort_column or column_name }} as sort_field, {{ column_name }} as value_field,
    lag({{ column_name }}) over ({{ dbt_expectations.partitioned_by(group_by) }}order by {{ sort_column or column_name }}) as previous_value
  from {{ model }}{{ dbt_expectations.only_where(row_condition) }}
) in_order
where previous_value is not null
  and not (value_field {{ operator }} previous_value{{ ' and ' ~ difference ~ ' = ' ~ step if step is not none }})
{% endmacro %}

{% test expect_column_values_to_have_consistent_casing(model, column_name, display_inconsistent_columns=false) %}
{%- if display_inconsistent_columns %}
select lower({{ column_name }}) as value_field, count(distinct {{ column_name }}) as spellings
from {{ model }}
group by lower({{ column_name }})
having count(distinct {{ column_name }}) > 1
{%- else %}
select * from (
  select count(distinct {{ column_name }}) as spellings, count(distinct lower({{ column_name }})) as words from {{ model }}
) counted
where spellings <> words
{%- endif %}
{% endtest %}

{% test expect_column_pair_values_A_to_be_greater_than_B(model, column_A, column_B, or_equal=false, row_condition=none) %}
{{ dbt_expectations.rows_against(model, column_A ~ (' >= ' if or_equal else ' > ') ~ column_B, row_condition) }}
{% endtest %}

{% test expect_column_pair_values_to_be_equal(model, column_A, column_B, row_condition=none) %}
{{ dbt_expectations.rows_against(model, column_A ~ ' = ' ~ column_B, row_condition) }}
{% endtest %}

{% test expect_column_pair_values_to_be_in_set(model, column_A, column_B, value_pairs_set, row_condition=none) %}
{%- set pairs = [] %}
{%- for pair in value_pairs_set %}
  {%- if pair | length != 2 %}
    {{ exceptions.raise_compiler_error('Every entry of value_pairs_set is a list of two values') }}
  {%- endif %}
  {%- do pairs.append('(' ~ column_A ~ ' = ' ~ dbt_expectations.written_value(pair[0]) ~ ' and ' ~ column_B ~ ' = ' ~ dbt_expectations.written_value(pair[1]) ~ ')') %}
{%- endfor %}
{{ dbt_expectations.rows_against(model, pairs | join(' or '), row_condition) }}
{% endtest %}
