{#- Checks of a relation as a whole: its rows against another's, its columns, their types. -#}

{% test expect_table_row_count_to_be_between(model, min_value=none, max_value=none, group_by=none, row_condition=none, strictly=false) %}
{{ dbt_expectations.measured_between(model, 'count(*)', min_value, max_value, group_by, row_condition, strictly) }}
{% endtest %}

{% test expect_table_row_count_to_equal(model, value, group_by=none, row_condition=none) %}
{{ dbt_expectations.measured_against(model, 'count(*)', 'measured = ' ~ value, group_by, row_condition) }}
{% endtest %}

{% test expect_table_row_count_to_equal_other_table(model, compare_model, group_by=none, compare_group_by=none, factor=1, row_condition=none, compare_row_condition=none) %}
{{ dbt_expectations.figures_differ(model, 'count(*)', compare_model, 'count(*) * ' ~ factor, group_by, compare_group_by, row_condition, compare_row_condition) }}
{% endtest %}

{% test expect_table_row_count_to_equal_other_table_times_factor(model, compare_model, factor, group_by=none, compare_group_by=none, row_condition=none, compare_row_condition=none) %}
{{ dbt_expectations.figures_differ(model, 'count(*)', compare_model, 'count(*) * ' ~ factor, group_by, compare_group_by, row_condition, compare_row_condition) }}
{% endtest %}

{% test equal_expression(model, expression, compare_model=none, compare_expression=none, group_by=none, compare_group_by=none, row_condition=none, compare_row_condition=none, tolerance=0.0, tolerance_percent=none) %}
{{ dbt_expectations.figures_differ(model, expression, compare_model or model, compare_expression or expression, group_by, compare_group_by, row_condition, compare_row_condition, tolerance, tolerance_percent) }}
{% endtest %}

{% test expect_table_aggregation_to_equal_other_table(model, expression, compare_model, compare_expression=none, group_by=none, compare_group_by=none, row_condition=none, compare_row_condition=none, tolerance=0.0, tolerance_percent=none) %}
{{ dbt_expectations.figures_differ(model, expression, compare_model, compare_expression or expression, group_by, compare_group_by, row_condition, compare_row_condition, tolerance, tolerance_percent) }}
{% endtest %}

{% test expect_column_distinct_count_to_equal_other_table(model, compare_model=none, column_name=none, compare_column_name=none, row_condition=none, compare_row_condition=none) %}
{{ dbt_expectations.figures_differ(model, 'count(distinct ' ~ column_name ~ ')', compare_model or model, 'count(distinct ' ~ (compare_column_name or column_name) ~ ')', none, none, row_condition, compare_row_condition) }}
{% endtest %}

{#-
  A figure of each group on both sides. A group that is on one side only fails. Groups are matched by a union, because
  Postgres joins in full only where keys are equal, and a missing key equals nothing.
-#}
{% macro figures_differ(model, expression, compare_model, compare_expression, group_by, compare_group_by, row_condition, compare_row_condition, tolerance=0, tolerance_percent=none) %}
{%- set ours = group_by | default([], true) %}
{%- set theirs = compare_group_by or ours %}
{%- if ours | length != theirs | length %}
  {{ exceptions.raise_compiler_error('group_by and compare_group_by name as many columns') }}
{%- endif %}
{%- set keys = [] %}
{%- for column in ours %}{% do keys.append('key_' ~ loop.index) %}{% endfor %}
with ours as (
  select {% for column in ours %}{{ column }} as key_{{ loop.index }}, {% endfor %}{{ expression }} as figure
  from {{ model }}{{ dbt_expectations.only_where(row_condition) }}{{ dbt_expectations.grouped_by(ours) }}
), theirs as (
  select {% for column in theirs %}{{ column }} as key_{{ loop.index }}, {% endfor %}{{ compare_expression }} as figure
  from {{ compare_model }}{{ dbt_expectations.only_where(compare_row_condition) }}{{ dbt_expectations.grouped_by(theirs) }}
), side_by_side as (
  select {{ dbt_expectations.columns_before(keys) }}max(ours_figure) as expression, max(theirs_figure) as compare_expression
  from (
    select {{ dbt_expectations.columns_before(keys) }}figure as ours_figure, null as theirs_figure from ours
    union all
    select {{ dbt_expectations.columns_before(keys) }}null, figure from theirs
  ) both_sides
  {{- dbt_expectations.grouped_by(keys) }}
)
select * from side_by_side
where expression is distinct from compare_expression
{%- if tolerance_percent is not none %}
  and coalesce(abs(expression - compare_expression) * 1.0 / nullif(abs(expression), 0) > {{ tolerance_percent }}, true)
{%- elif tolerance %}
  and coalesce(abs(expression - compare_expression) > {{ tolerance }}, true)
{%- endif %}
{% endmacro %}

{% test expect_table_column_count_to_be_between(model, min_value=none, max_value=none) %}
{%- if execute %}
select * from (select {{ dbt_expectations.columns_of(model) | length }} as measured) figures
where not ({{ dbt_expectations.between('measured', min_value, max_value, false) }})
{%- endif %}
{% endtest %}

{% test expect_table_column_count_to_equal(model, value) %}
{%- if execute %}
select * from (select {{ dbt_expectations.columns_of(model) | length }} as measured) figures
where measured <> {{ value }}
{%- endif %}
{% endtest %}

{% test expect_table_column_count_to_equal_other_table(model, compare_model) %}
{%- if execute %}
select * from (
  select {{ dbt_expectations.columns_of(model) | length }} as measured, {{ dbt_expectations.columns_of(compare_model) | length }} as compare_measured
) figures
where measured <> compare_measured
{%- endif %}
{% endtest %}

{% macro column_names(model, transform) %}
{%- set names = [] %}
{%- for column in dbt_expectations.columns_of(model) %}{% do names.append(dbt_expectations.as_compared(column.name, transform)) %}{% endfor %}
{%- do return(names) %}
{% endmacro %}

{% macro names_compared(names, transform) %}
{%- set compared = [] %}
{%- for name in names %}{% do compared.append(dbt_expectations.as_compared(name, transform)) %}{% endfor %}
{%- do return(compared) %}
{% endmacro %}

{% test expect_column_to_exist(model, column_name, column_index=none, transform='upper') %}
{%- if execute %}
{%- set names = dbt_expectations.column_names(model, transform) %}
{%- set name = dbt_expectations.as_compared(column_name | replace('"', ''), transform) %}
{%- set there = name in names and (column_index is none or names.index(name) == column_index - 1) %}
{{ dbt_expectations.written_rows([] if there else [column_name]) }}
{%- endif %}
{% endtest %}

{% test expect_table_columns_to_contain_set(model, column_list, transform='upper') %}
{%- if execute %}
{%- set names = dbt_expectations.column_names(model, transform) %}
{{ dbt_expectations.written_rows(dbt_expectations.names_compared(column_list, transform) | reject('in', names) | list) }}
{%- endif %}
{% endtest %}

{% test expect_table_columns_to_not_contain_set(model, column_list, transform='upper') %}
{%- if execute %}
{%- set names = dbt_expectations.column_names(model, transform) %}
{{ dbt_expectations.written_rows(dbt_expectations.names_compared(column_list, transform) | select('in', names) | list) }}
{%- endif %}
{% endtest %}

{% test expect_table_columns_to_match_set(model, column_list, transform='upper') %}
{%- if execute %}
{%- set names = dbt_expectations.column_names(model, transform) %}
{%- set wanted = dbt_expectations.names_compared(column_list, transform) %}
{{ dbt_expectations.written_rows((wanted | reject('in', names) | list) + (names | reject('in', wanted) | list)) }}
{%- endif %}
{% endtest %}

{% test expect_table_columns_to_match_ordered_list(model, column_list, transform='upper') %}
{%- if execute %}
{%- set names = dbt_expectations.column_names(model, transform) %}
{%- set wanted = dbt_expectations.names_compared(column_list, transform) %}
{%- set differing = [] %}
{%- for place in range([names | length, wanted | length] | max) %}
  {%- set here = names[place] if place < names | length else none %}
  {%- set asked = wanted[place] if place < wanted | length else none %}
  {%- if here != asked %}
    {#- Both sides of a place that differs, as the package counts them. -#}
    {%- if here is not none %}{% do differing.append((place + 1) ~ ': unexpected ' ~ here) %}{% endif %}
    {%- if asked is not none %}{% do differing.append((place + 1) ~ ': missing ' ~ asked) %}{% endif %}
  {%- endif %}
{%- endfor %}
{{ dbt_expectations.written_rows(differing) }}
{%- endif %}
{% endtest %}
