{#- Questions that macros ask of queries and of columns. -#}

{% macro get_where_subquery(relation) -%}
  {{ return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) }}
{%- endmacro %}
{% macro default__get_where_subquery(relation) -%}
  {%- set where = render(config.get('where', '')) -%}
  {%- if not where -%}{{ return(relation) }}{%- endif -%}
  {{ return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') dbt_subquery') }}
{%- endmacro %}

{% macro get_quoted_csv(column_names) %}
  {%- set quoted = [] %}
  {%- for name in column_names %}{% do quoted.append(adapter.quote(name)) %}{% endfor %}
  {{- return(quoted | join(', ')) }}
{%- endmacro %}

{% macro get_empty_subquery_sql(select_sql, select_sql_header=none) -%}
  {{ select_sql_header if select_sql_header is not none }}
  select * from (
    {{ select_sql }}
  ) as empty_subquery
  where 1 = 0
{%- endmacro %}

{% macro get_columns_in_query(select_sql) %}
  {{- return(run_query(dbt.get_empty_subquery_sql(select_sql)).column_names) }}
{%- endmacro %}

{% macro get_limit_subquery_sql(sql, limit) -%}
  select * from (
    {{ sql }}
  ) as limited
  limit {{ limit }}
{%- endmacro %}
{% macro get_limit_sql(sql, limit) -%}
  {{ sql }}
  {{ 'limit ' ~ limit if limit is not none }}
{%- endmacro %}

{#- Columns of the first list that the second hasn't. -#}
{% macro diff_columns(source_columns, target_columns) %}
  {%- set known = target_columns | map(attribute='column') | list %}
  {%- set missing = [] %}
  {%- for column in source_columns if column.column not in known %}{% do missing.append(column) %}{% endfor %}
  {{- return(missing) }}
{%- endmacro %}

{% macro diff_column_data_types(source_columns, target_columns) %}
  {%- set changed = [] %}
  {%- for column in source_columns %}
    {%- set before = target_columns | selectattr('column', 'equalto', column.column) | first %}
    {%- if before and column.data_type != before.data_type %}
      {%- do changed.append({'column_name': before.name, 'new_type': column.data_type}) %}
    {%- endif %}
  {%- endfor %}
  {{- return(changed) }}
{%- endmacro %}

{% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
  select
    {{ fail_calc }} as failures,
    {{ fail_calc }} {{ warn_if }} as should_warn,
    {{ fail_calc }} {{ error_if }} as should_error
  from (
    {{ main_sql }}
    {{ 'limit ' ~ limit if limit is not none }}
  ) dbt_internal_test
{%- endmacro %}

{% macro snapshot_hash_arguments(args) -%}
  {{ return(adapter.dispatch('snapshot_hash_arguments', 'dbt')(args)) }}
{%- endmacro %}
{% macro default__snapshot_hash_arguments(args) -%}
  md5({% for arg in args %}coalesce(cast({{ arg }} as {{ dbt.type_string() }}), ''){{ " || '|' || " if not loop.last }}{% endfor %})
{%- endmacro %}

{% macro snapshot_string_as_time(timestamp) -%}
  {{ return(adapter.dispatch('snapshot_string_as_time', 'dbt')(timestamp)) }}
{%- endmacro %}
{% macro default__snapshot_string_as_time(timestamp) %}'{{ timestamp }}'{% endmacro %}
