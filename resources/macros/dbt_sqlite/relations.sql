{#- A query of SQLite must not stand in brackets, and a merge is an upsert of its own there. -#}

{% macro sqlite__create_table_as(temporary, relation, compiled_code) -%}
  create {{ 'temporary ' if temporary }}table {{ relation.include(database=not temporary, schema=not temporary) }} as {{ compiled_code }}
{%- endmacro %}

{% macro sqlite__create_view_as(relation, sql) -%}
  create view {{ relation }} as {{ sql }}
{%- endmacro %}

{% macro sqlite__get_merge_sql(target, source, unique_key, dest_columns, incremental_predicates=none) -%}
  {%- if not unique_key -%}{{ return(get_insert_into_sql(target, source, dest_columns)) }}{%- endif -%}
  {%- set keys = [unique_key] if unique_key is string else unique_key -%}
  {%- set columns = get_quoted_csv(dest_columns | map(attribute='name')) -%}
  {%- set changed = get_merge_update_columns(config.get('merge_update_columns'), config.get('merge_exclude_columns'), dest_columns) -%}
  update {{ target }} as DBT_INTERNAL_DEST set
    {% for column in changed %}{{ column }} = DBT_INTERNAL_SOURCE.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
  from {{ source }} as DBT_INTERNAL_SOURCE
  where {% for key in keys %}DBT_INTERNAL_SOURCE.{{ key }} = DBT_INTERNAL_DEST.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
  {%- for predicate in incremental_predicates or [] %} and {{ predicate }}{% endfor %};
  insert into {{ target }} ({{ columns }})
  select {{ columns }} from {{ source }} as DBT_INTERNAL_SOURCE
  where not exists (
    select 1 from {{ target }} as DBT_INTERNAL_DEST
    where {% for key in keys %}DBT_INTERNAL_SOURCE.{{ key }} = DBT_INTERNAL_DEST.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
  )
{%- endmacro %}
