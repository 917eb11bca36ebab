{#- Making, naming and dropping relations. -#}

{% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
  {{- return(adapter.dispatch('make_temp_relation', 'dbt')(base_relation, suffix)) }}
{%- endmacro %}
{#- Temporary: it lies in no schema. -#}
{% macro default__make_temp_relation(base_relation, suffix) %}
  {{- return(api.Relation.create(identifier=base_relation.identifier ~ suffix, type='table').include(database=false, schema=false)) }}
{%- endmacro %}

{% macro make_intermediate_relation(base_relation, suffix='__dbt_tmp') %}
  {{- return(adapter.dispatch('make_intermediate_relation', 'dbt')(base_relation, suffix)) }}
{%- endmacro %}
{% macro default__make_intermediate_relation(base_relation, suffix) %}
  {{- return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) }}
{%- endmacro %}

{% macro make_backup_relation(base_relation, backup_relation_type, suffix='__dbt_backup') %}
  {{- return(adapter.dispatch('make_backup_relation', 'dbt')(base_relation, backup_relation_type, suffix)) }}
{%- endmacro %}
{% macro default__make_backup_relation(base_relation, backup_relation_type, suffix) %}
  {{- return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix}, type=backup_relation_type)) }}
{%- endmacro %}

{% macro create_schema(relation) %}{{ adapter.create_schema(relation) }}{% endmacro %}
{% macro drop_schema(relation) %}{{ adapter.drop_schema(relation) }}{% endmacro %}
{% macro drop_relation(relation) %}{{ adapter.drop_relation(relation) }}{% endmacro %}
{% macro drop_relation_if_exists(relation) %}
  {%- if relation is not none %}{{ adapter.drop_relation(relation) }}{% endif %}
{%- endmacro %}
{% macro rename_relation(from_relation, to_relation) %}{{ adapter.rename_relation(from_relation, to_relation) }}{% endmacro %}
{% macro truncate_relation(relation) %}{{ adapter.truncate_relation(relation) }}{% endmacro %}
{% macro check_schema_exists(information_schema, schema) %}{{ return(adapter.check_schema_exists(information_schema, schema)) }}{% endmacro %}
{% macro list_schemas(database) %}{{ return(adapter.list_schemas(database)) }}{% endmacro %}
{% macro list_relations_without_caching(schema_relation) %}{{ return(adapter.list_relations_without_caching(schema_relation)) }}{% endmacro %}
{% macro get_columns_in_relation(relation) %}{{ return(adapter.get_columns_in_relation(relation)) }}{% endmacro %}
{% macro information_schema_name(database) %}{{ return('information_schema') }}{% endmacro %}

{% macro get_or_create_relation(database, schema, identifier, type) %}
  {%- set found = adapter.get_relation(database=database, schema=schema, identifier=identifier) %}
  {%- if found %}{{ return([true, found]) }}{% endif %}
  {{- return([false, api.Relation.create(database=database, schema=schema, identifier=identifier, type=type)]) }}
{%- endmacro %}

{% macro create_table_as(temporary, relation, compiled_code, language='sql') -%}
  {{ return(adapter.dispatch('create_table_as', 'dbt')(temporary, relation, compiled_code)) }}
{%- endmacro %}
{% macro default__create_table_as(temporary, relation, compiled_code) -%}
  {{ config.get('sql_header', '') }}
  create {{ 'temporary ' if temporary }}table {{ relation.include(database=not temporary, schema=not temporary) }} as {{ dbt.as_a_query(compiled_code) }}
{%- endmacro %}

{% macro create_view_as(relation, sql) -%}
  {{ return(adapter.dispatch('create_view_as', 'dbt')(relation, sql)) }}
{%- endmacro %}
{% macro default__create_view_as(relation, sql) -%}
  {{ config.get('sql_header', '') }}
  create view {{ relation }} as {{ dbt.as_a_query(sql) }}
{%- endmacro %}

{% macro as_a_query(sql) %}({{ sql }}
){% endmacro %}

{% macro get_create_table_as_sql(temporary, relation, sql) -%}
  {{ return(adapter.dispatch('get_create_table_as_sql', 'dbt')(temporary, relation, sql)) }}
{%- endmacro %}
{% macro default__get_create_table_as_sql(temporary, relation, sql) %}{{ return(create_table_as(temporary, relation, sql)) }}{% endmacro %}

{% macro get_create_view_as_sql(relation, sql) -%}
  {{ return(adapter.dispatch('get_create_view_as_sql', 'dbt')(relation, sql)) }}
{%- endmacro %}
{% macro default__get_create_view_as_sql(relation, sql) %}{{ return(create_view_as(relation, sql)) }}{% endmacro %}

{% macro alter_column_type(relation, column_name, new_column_type) %}
  {{- run_query('alter table ' ~ relation ~ ' alter column ' ~ adapter.quote(column_name) ~ ' type ' ~ new_column_type) and '' }}
{%- endmacro %}

{% macro alter_relation_add_remove_columns(relation, add_columns=none, remove_columns=none) %}
  {%- for column in add_columns or [] %}
    {%- do run_query('alter table ' ~ relation ~ ' add column ' ~ adapter.quote(column.name) ~ ' ' ~ column.data_type) %}
  {%- endfor %}
  {%- for column in remove_columns or [] %}
    {%- do run_query('alter table ' ~ relation ~ ' drop column ' ~ adapter.quote(column.name)) %}
  {%- endfor %}
{%- endmacro %}

{#- SQL that stands before a statement: {% call set_sql_header(config) %}…{% endcall %}. -#}
{% macro set_sql_header(config) -%}
  {{ config.set('sql_header', caller()) }}
{%- endmacro %}
