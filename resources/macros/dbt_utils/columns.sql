{#- Lists of columns, and queries made from them. They ask the database, so they answer nothing on the first pass. -#}

{% macro get_filtered_columns_in_relation(from, except=[]) %}
{%- set left_out = except | map('lower') | list %}
{%- set names = [] %}
{%- if execute %}
  {%- do dbt_utils.demand_relation(from) %}
  {%- for column in adapter.get_columns_in_relation(from) if column.name | lower not in left_out %}
    {%- do names.append(column.name) %}
  {%- endfor %}
{%- endif %}
{%- do return(names) %}
{% endmacro %}

{#- An ephemeral model, and what a unit test gives, lies nowhere: its columns can't be asked for. -#}
{% macro demand_relation(from) %}
{%- if from is not string and from.is_cte %}
  {{ exceptions.raise_compiler_error('The columns of ' ~ from ~ " can't be asked for, because it is no relation: make it a table or a view, or write them out. In a unit test, say them below overrides: {macros: {dbt_utils.star: 'id, day'}}") }}
{%- endif %}
{% endmacro %}

{% macro star(from, relation_alias=false, except=[], prefix='', suffix='', quote_identifiers=true, unquote_aliases=false, rename={}) %}
{%- set names = dbt_utils.get_filtered_columns_in_relation(from, except) %}
{%- if not names %}
  {%- do return('/* no column is left of ' ~ from ~ ' */' if execute else '*') %}
{%- endif %}
{%- set renamed = {} %}
{%- for old, new in rename.items() %}{% do renamed.update({old | lower: new}) %}{% endfor %}
{%- set written = [] %}
{%- for name in names %}
  {%- set own = adapter.quote(name) if quote_identifiers else name %}
  {%- set alias = renamed.get(name | lower, prefix ~ name ~ suffix) %}
  {%- set asked = (relation_alias ~ '.' if relation_alias else '') ~ own %}
  {%- if alias != name or unquote_aliases %}
    {#- A new name is written as it was given: whoever gives one says how it is to be spelled. -#}
    {%- set as_given = unquote_aliases or not quote_identifiers or name | lower in renamed %}
    {%- set asked = asked ~ ' as ' ~ (alias if as_given else adapter.quote(alias)) %}
  {%- endif %}
  {%- do written.append(asked) %}
{%- endfor %}
{%- do return(written | join(',\n  ')) %}
{% endmacro %}

{% macro get_column_values(table, column, order_by='count(*) desc', max_records=none, default=none, where=none) %}
{%- if not execute %}
  {%- do return(default if default is not none else []) %}
{%- endif %}
{%- set found = load_relation(table) %}
{%- if found is none and table is not string %}
  {%- if default is none %}
    {{ exceptions.raise_compiler_error('get_column_values asks ' ~ table ~ ', which is not there yet: build it first, or hand in default') }}
  {%- endif %}
  {%- do return(default) %}
{%- endif %}
{%- set answer = run_query(
  'select ' ~ column ~ ' as value from ' ~ table
  ~ (' where ' ~ where if where is not none else '')
  ~ ' group by ' ~ column ~ ' order by ' ~ order_by
  ~ (' limit ' ~ max_records if max_records is not none else '')
) %}
{%- set values = answer.columns[0].values() | list %}
{%- do return(values if values else (default if default is not none else [])) %}
{% endmacro %}

{% macro get_single_value(query, default=none) %}
{%- if not execute %}{% do return(default if default is not none else '') %}{% endif %}
{%- set answer = run_query(query) %}
{%- set value = answer.rows[0][0] if answer.rows | length > 0 else none %}
{%- do return(default if value is none else value) %}
{% endmacro %}

{% macro get_query_results_as_dict(query) %}
{%- set columns = {} %}
{%- if execute %}
  {%- set answer = run_query(query) %}
  {%- for column in answer.columns %}{% do columns.update({column.name: column.values()}) %}{% endfor %}
{%- endif %}
{%- do return(columns) %}
{% endmacro %}

{% macro union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) %}
{%- if include and exclude %}
  {{ exceptions.raise_compiler_error('union_relations takes include or exclude, not both') }}
{%- endif %}
{%- set overrides = column_override | default({}, true) %}
{%- set wanted = include | map('lower') | list %}
{%- set left_out = exclude | map('lower') | list %}
{%- set all_columns = {} %}
{%- set columns_of = {} %}
{%- for relation in relations if execute %}
  {%- do dbt_utils.demand_relation(relation) %}
  {%- set own = [] %}
  {%- for column in adapter.get_columns_in_relation(relation) %}
    {%- set name = column.name | lower %}
    {%- if name not in left_out and (not wanted or name in wanted) %}
      {%- do own.append(name) %}
      {#- The widest type of a text column is the one that every relation's values fit. -#}
      {%- if name not in all_columns or (column.is_string() and all_columns[name].is_string() and column.string_size() > all_columns[name].string_size()) %}
        {%- do all_columns.update({name: column}) %}
      {%- endif %}
    {%- endif %}
  {%- endfor %}
  {%- do columns_of.update({relation | string: own}) %}
{%- endfor %}
{#- Without brackets: SQLite puts no query in them that is a part of a union. -#}
{%- for relation in relations %}
  select
    {%- if source_column_name is not none %}
    cast({{ dbt.string_literal(relation) }} as {{ dbt.type_string() }}) as {{ source_column_name }}{{ ',' if all_columns }}
    {%- endif %}
    {%- for name, column in all_columns.items() %}
    {%- set type = overrides.get(column.name, overrides.get(name, column.data_type)) %}
    {%- set value = column.quoted if name in columns_of[relation | string] else 'null' %}
    {{ value if type == '' else dbt.cast(value, type) }} as {{ column.quoted }}{{ ',' if not loop.last }}
    {%- endfor %}
  from {{ relation }}
  {%- if where %}
  where {{ where }}
  {%- endif %}
{{ 'union all' if not loop.last }}
{%- endfor %}
{% endmacro %}

{% macro unpivot(relation=none, cast_to='varchar', exclude=none, remove=none, field_name='field_name', value_name='value', quote_identifiers=false) %}
{%- set kept = exclude | default([], true) %}
{%- set kept_lower = kept | map('lower') | list %}
{%- set removed = remove | default([], true) | map('lower') | list %}
{%- set turned = [] %}
{%- if execute %}
  {%- for column in adapter.get_columns_in_relation(relation) if column.name | lower not in kept_lower and column.name | lower not in removed %}
    {%- do turned.append(column) %}
  {%- endfor %}
{%- endif %}
{%- for column in turned %}
{%- set name = adapter.quote(column.name) if quote_identifiers else column.name %}
select
  {%- for one in kept %}
  {{ adapter.quote(one) if quote_identifiers else one }},
  {%- endfor %}
  cast('{{ column.name }}' as {{ dbt.type_string() }}) as {{ adapter.quote(field_name) if quote_identifiers else field_name }},
  cast({{ dbt.cast_bool_to_text(name) if column.data_type == 'boolean' else name }} as {{ cast_to }}) as {{ adapter.quote(value_name) if quote_identifiers else value_name }}
from {{ relation }}
{{ 'union all' if not loop.last }}
{%- endfor %}
{% endmacro %}

{% macro pivot(column, values, alias=true, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=true, distinct=false) %}
{%- for value in values %}
{{ agg }}({{ 'distinct ' if distinct }}case when {{ column }} {{ cmp }} {{ "'" ~ (value | string | replace("'", "''")) ~ "'" }} then {{ then_value }} else {{ else_value }} end)
{%- if alias %} as {{ adapter.quote(prefix ~ value ~ suffix) if quote_identifiers else dbt_utils.slugify(prefix ~ value ~ suffix) }}{% endif %}
{{- ',' if not loop.last }}
{%- endfor %}
{% endmacro %}

{% macro deduplicate(relation, partition_by, order_by) %}
{%- if target.type == 'postgres' %}
select distinct on ({{ partition_by }}) * from {{ relation }}
order by {{ partition_by }}{{ ', ' ~ order_by if order_by }}
{%- else %}
{#- The row's number must not be a column of the answer, so the answer is every row whose place is the first. -#}
{%- set names = dbt_utils.get_filtered_columns_in_relation(relation) if relation is not string else [] %}
{%- if not names and execute %}
  {{ exceptions.raise_compiler_error('deduplicate needs a relation on SQLite, and not the name of a query: write row_number() over (partition by ' ~ partition_by ~ ' order by ' ~ order_by ~ ') yourself') }}
{%- endif %}
{%- set written = [] %}
{%- for name in names %}{% do written.append(adapter.quote(name)) %}{% endfor %}
select {{ written | join(', ') }} from (
  select *, row_number() over (partition by {{ partition_by }}{{ ' order by ' ~ order_by if order_by }}) as place_in_group
  from {{ relation }}
) numbered
where place_in_group = 1
{%- endif %}
{% endmacro %}

{#- Asked of what a build sees rather than of the engine's catalog: what the build has made counts, under its own name. -#}
{% macro get_relations_by_pattern(schema_pattern, table_pattern, exclude='', database=target.database) %}
{%- set relations = [] %}
{%- if execute %}
  {#- A schema that this build is the first to make something in may not be in the database yet. -#}
  {%- set schemas = adapter.list_schemas(database) + (graph.nodes.values() | map(attribute='schema') | list) %}
  {%- for schema in schemas | select('string') | unique | sort if dbt_utils.is_like(schema, schema_pattern) %}
    {%- for relation in adapter.list_relations(database, schema) | sort(attribute='identifier') %}
      {%- if dbt_utils.is_like(relation.identifier, table_pattern) and not dbt_utils.is_like(relation.identifier, exclude) %}
        {%- do relations.append(relation) %}
      {%- endif %}
    {%- endfor %}
  {%- endfor %}
{%- endif %}
{%- do return(relations) %}
{% endmacro %}

{#- As `ilike` has it: % is any text, _ any letter, and a backslash takes their meaning away. -#}
{% macro is_like(text, pattern) %}
{%- set escaped = modules.re.escape(pattern) | replace('\\\\%', '\\x25') | replace('\\\\_', '\\x5f') | replace('\\%', '%') | replace('\\_', '_') %}
{%- set expression = escaped | replace('%', '.*') | replace('_', '.') %}
{%- do return(modules.re.match('(?is)' ~ expression ~ '\\Z', text) is not none) %}
{% endmacro %}

{% macro get_relations_by_prefix(schema, prefix, exclude='', database=target.database) %}
{%- do return(dbt_utils.get_relations_by_pattern(schema, prefix ~ '%', exclude, database)) %}
{% endmacro %}
