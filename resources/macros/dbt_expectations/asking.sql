{#-
  What the checks of this folder are made of. A failing row is a row of the answer; what can't be compared, because a
  value is missing, doesn't fail.
-#}

{% macro columns_before(columns) %}
{%- for column in columns | default([], true) %}{{ column }}, {% endfor %}
{%- endmacro %}

{% macro grouped_by(columns) %}
{%- if columns %} group by {{ columns | join(', ') }}{% endif %}
{%- endmacro %}

{% macro partitioned_by(columns) %}
{%- if columns %}partition by {{ columns | join(', ') }} {% endif %}
{%- endmacro %}

{% macro only_where(row_condition) %}
{%- if row_condition %} where ({{ row_condition }}){% endif %}
{%- endmacro %}

{% macro quoted_value(value, quote_values=true) %}
{{- "'" ~ (value | string | replace("'", "''")) ~ "'" if quote_values else value }}
{%- endmacro %}

{#- Text that is no SQL literal yet is made one. -#}
{% macro written_value(value) %}
{{- dbt_expectations.quoted_value(value, value is string and not (value.startswith("'") and value.endswith("'"))) }}
{%- endmacro %}

{% macro value_list(values, quote_values=true) %}
{%- for value in values %}{{ dbt_expectations.quoted_value(value, quote_values) }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{#- A set of values as a query, `value_field`. -#}
{% macro value_rows(values, quote_values=true) %}
{%- for value in values %}select {{ dbt_expectations.quoted_value(value, quote_values) }} as value_field{{ ' union all ' if not loop.last }}{% endfor %}
{%- endmacro %}

{#- Rows of the model for which the condition doesn't hold. -#}
{% macro rows_against(model, condition, row_condition=none) %}
select * from {{ model }}
where not ({{ condition }}){{ ' and (' ~ row_condition ~ ')' if row_condition }}
{% endmacro %}

{% macro between(expression, min_value, max_value, strictly) %}
{%- if min_value is none and max_value is none %}
  {{ exceptions.raise_compiler_error('Write min_value, max_value, or both: without either there is nothing to hold the value to') }}
{%- endif %}
{%- set or_equal = '' if strictly else '=' %}
{%- set sides = [] %}
{%- if min_value is not none %}{% do sides.append(expression ~ ' >' ~ or_equal ~ ' ' ~ min_value) %}{% endif %}
{%- if max_value is not none %}{% do sides.append(expression ~ ' <' ~ or_equal ~ ' ' ~ max_value) %}{% endif %}
{{- sides | join(' and ') }}
{%- endmacro %}

{#- One figure of the model, or of each group of it, and a condition on it, which calls it `measured`. -#}
{% macro measured_against(model, measure, condition, group_by=none, row_condition=none) %}
select * from (
  select {{ dbt_expectations.columns_before(group_by) }}{{ measure }} as measured
  from {{ model }}{{ dbt_expectations.only_where(row_condition) }}{{ dbt_expectations.grouped_by(group_by) }}
) figures
where not ({{ condition }})
{% endmacro %}

{% macro measured_between(model, measure, min_value, max_value, group_by, row_condition, strictly) %}
{{- dbt_expectations.measured_against(model, measure, dbt_expectations.between('measured', min_value, max_value, strictly), group_by, row_condition) }}
{% endmacro %}

{#- Rows that are made while the check is written: what it found about columns and types. -#}
{% macro written_rows(names) %}
{%- if names %}
{%- for name in names %}select {{ dbt_expectations.quoted_value(name) }} as found{{ ' union all ' if not loop.last }}{% endfor %}
{%- else %}select 'nothing' as found where 1 = 0
{%- endif %}
{% endmacro %}

{% macro columns_of(model) %}
{%- if model is string %}
  {{ exceptions.raise_compiler_error('A check of columns looks at the whole relation: take its where away') }}
{%- endif %}
{%- do return(adapter.get_columns_in_relation(model)) %}
{% endmacro %}

{% macro as_compared(name, transform) %}
{%- set how = transform | default('', true) | lower %}
{%- do return(name | upper if how == 'upper' else (name | lower if how == 'lower' else name)) %}
{% endmacro %}

{#- Expressions of the package that models call too. -#}
{% macro rand() -%}
{{ '(random() / 18446744073709551616.0 + 0.5)' if target.type == 'sqlite' else 'random()' }}
{%- endmacro %}

{% macro log_natural(x) -%}
ln({{ x }})
{%- endmacro %}
