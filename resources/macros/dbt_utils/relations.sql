{#- Checks of one relation against another. -#}

{#- Rows of both sides a group, counted side by side: a union finds groups of either side, missing keys included. -#}
{% macro counted_side_by_side(model, compare_model, group_by_columns) %}
  select {{ dbt_utils.columns_before(group_by_columns) }}coalesce(sum(ours), 0) as count_a, coalesce(sum(theirs), 0) as count_b
  from (
    select {{ dbt_utils.columns_before(group_by_columns) }}1 as ours, 0 as theirs from {{ model }}
    union all
    select {{ dbt_utils.columns_before(group_by_columns) }}0, 1 from {{ compare_model }}
  ) both_sides
  {{- dbt_utils.grouped_by(group_by_columns) }}
{%- endmacro %}

{% test equal_rowcount(model, compare_model, group_by_columns=[]) %}
{{- config(fail_calc='coalesce(sum(diff_count), 0)') }}
select *, abs(count_a - count_b) as diff_count
from (
{{ dbt_utils.counted_side_by_side(model, compare_model, group_by_columns) }}
) counted
where count_a <> count_b
{% endtest %}

{% test fewer_rows_than(model, compare_model, group_by_columns=[]) %}
{{- config(fail_calc='coalesce(sum(row_count_delta), 0)') }}
select *, case when count_a = count_b then 1 else count_a - count_b end as row_count_delta
from (
{{ dbt_utils.counted_side_by_side(model, compare_model, group_by_columns) }}
) counted
where count_a >= count_b
{% endtest %}

{% test cardinality_equality(model, column_name, to, field) %}
with ours as (
  select {{ column_name }} as value_field, count(*) as num_rows from {{ model }} group by {{ column_name }}
), theirs as (
  select {{ field }} as value_field, count(*) as num_rows from {{ to }} group by {{ field }}
), only_ours as (
  select * from ours except select * from theirs
), only_theirs as (
  select * from theirs except select * from ours
)
select 'here' as found, value_field, num_rows from only_ours
union all
select 'there' as found, value_field, num_rows from only_theirs
{% endtest %}

{% test relationships_where(model, column_name, to, field, from_condition='1=1', to_condition='1=1') %}
with child as (
  select {{ column_name }} as from_field from {{ model }}
  where {{ column_name }} is not null and ({{ from_condition }})
), parent as (
  select {{ field }} as to_field from {{ to }}
  where {{ field }} is not null and ({{ to_condition }})
)
select child.from_field
from child
left join parent on child.from_field = parent.to_field
where parent.to_field is null
{% endtest %}

{% test equality(model, compare_model, compare_columns=none, exclude_columns=none, precision=none) %}
{#- The package's count: the rows that differ, and once more by how many one side has more of them. -#}
{{- config(fail_calc="count(*) + coalesce(abs(sum(case when which_diff = 'a_minus_b' then 1 else -1 end)), 0)") }}
{%- if compare_columns and exclude_columns %}
  {{ exceptions.raise_compiler_error('equality takes compare_columns or exclude_columns, not both') }}
{%- endif %}
{%- if execute %}
{%- set written = dbt_utils.columns_compared(model, compare_model, compare_columns, exclude_columns, precision) %}
with ours as (
  select {{ written | join(', ') }} from {{ model }}
), theirs as (
  select {{ written | join(', ') }} from {{ compare_model }}
), only_ours as (
  select * from ours except select * from theirs
), only_theirs as (
  select * from theirs except select * from ours
)
select 'a_minus_b' as which_diff, only_ours.* from only_ours
union all
select 'b_minus_a' as which_diff, only_theirs.* from only_theirs
{%- endif %}
{% endtest %}

{#- The columns of an equality, as written. Named ones are taken at their word: a query has none that could be asked for. -#}
{% macro columns_compared(model, compare_model, compare_columns, exclude_columns, precision) %}
{%- if compare_columns and precision is none %}
  {%- do return(compare_columns) %}
{%- endif %}
{#- A `where` makes a query of the model, whose columns are then those of the other side. -#}
{%- set theirs = adapter.get_columns_in_relation(compare_model) %}
{%- set ours = theirs if model is string or model.is_cte else adapter.get_columns_in_relation(model) %}
{%- set left_out = exclude_columns | default([], true) | map('lower') | list %}
{%- set wanted = compare_columns | default([], true) | map('lower') | list %}
{%- set written = [] %}
{%- set here = [] %}
{%- set there = [] %}
{%- for column in ours if column.name | lower not in left_out and (not wanted or column.name | lower in wanted) %}
  {%- do here.append(column.name | lower) %}
  {%- if precision is not none and (column.is_numeric() or column.is_float()) %}
    {%- do written.append('round(' ~ leadline.as_exact(column.quoted) ~ ', ' ~ precision ~ ') as ' ~ column.quoted) %}
  {%- else %}
    {%- do written.append(column.quoted) %}
  {%- endif %}
{%- endfor %}
{%- for column in theirs if column.name | lower not in left_out and (not wanted or column.name | lower in wanted) %}
  {%- do there.append(column.name | lower) %}
{%- endfor %}
{%- if here | sort != there | sort %}
  {{ exceptions.raise_compiler_error('The columns differ: ' ~ (here | sort | join(', ')) ~ ' against ' ~ (there | sort | join(', ')) ~ '. Name those to compare in compare_columns, or leave some out by exclude_columns') }}
{%- endif %}
{%- if not written %}
  {{ exceptions.raise_compiler_error('equality has no column left to compare') }}
{%- endif %}
{%- do return(written) %}
{% endmacro %}
