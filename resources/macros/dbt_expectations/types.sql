{#- Checks of a column's type. -#}

{% test expect_column_values_to_be_of_type(model, column_name, column_type) %}
{%- if execute %}{{ dbt_expectations.type_against(model, column_name, [column_type]) }}{% endif %}
{% endtest %}

{% test expect_column_values_to_be_in_type_list(model, column_name, column_type_list) %}
{%- if execute %}{{ dbt_expectations.type_against(model, column_name, column_type_list) }}{% endif %}
{% endtest %}

{#-
  Postgres knows a column's type. On SQLite any column holds anything, so there the values are looked at: one failing row
  when one of them is of none of the types.
-#}
{% macro type_against(model, column_name, types) %}
{%- if target.type == 'sqlite' %}
{%- set fitting = [] %}
{%- for type in types %}{% do fitting.append('(' ~ dbt_expectations.value_fits(column_name, type | lower) ~ ')') %}{% endfor %}
select {{ column_name }} as found, typeof({{ column_name }}) as found_type
from {{ model }}
where {{ column_name }} is not null and not ({{ fitting | join(' or ') }})
limit 1
{%- else %}
{%- set asked = column_name | replace('"', '') | lower %}
{%- set wanted = types | map('lower') | list %}
{%- set found = [] %}
{%- for column in dbt_expectations.columns_of(model) if column.name | lower == asked %}
  {%- set names = [column.dtype | lower, column.data_type | lower] %}
  {%- if not (names | select('in', wanted) | list) %}{% do found.append(column.data_type) %}{% endif %}
{%- else %}
  {{ exceptions.raise_compiler_error('There is no column ' ~ column_name ~ ' in ' ~ model) }}
{%- endfor %}
{{ dbt_expectations.written_rows(found) }}
{%- endif %}
{% endmacro %}

{% macro value_fits(column_name, type) %}
{%- set bare = type.split('(')[0] | trim %}
{%- if bare in ('int', 'integer', 'bigint', 'smallint', 'int64') -%}
typeof({{ column_name }}) = 'integer'
{%- elif bare in ('numeric', 'decimal', 'number', 'real', 'float', 'float64', 'double', 'double precision') -%}
typeof({{ column_name }}) in ('integer', 'real')
{%- elif bare in ('text', 'string', 'varchar', 'character varying', 'char', 'character') -%}
typeof({{ column_name }}) = 'text'
{%- elif bare in ('bool', 'boolean') -%}
typeof({{ column_name }}) = 'integer' and {{ column_name }} in (0, 1)
{%- elif bare == 'date' -%}
typeof({{ column_name }}) = 'text' and {{ column_name }} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
{%- elif bare.startswith('timestamp') or bare == 'datetime' -%}
typeof({{ column_name }}) = 'text' and {{ column_name }} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][T ][0-9][0-9]:[0-9][0-9]*'
{%- elif bare in ('json', 'jsonb') -%}
json_valid({{ column_name }})
{%- elif bare in ('blob', 'bytea', 'bytes') -%}
typeof({{ column_name }}) = 'blob'
{%- else %}
  {{- exceptions.raise_compiler_error('On SQLite no value can be told to be of the type ' ~ type ~ ': write integer, numeric, text, boolean, date, timestamp, json or bytea') }}
{%- endif %}
{% endmacro %}

{#- Names people write into their own SQL and into arguments. -#}
{% macro type_timestamp() -%}
{{ 'timestamp without time zone' if target.type == 'postgres' else dbt.type_timestamp() }}
{%- endmacro %}

{% macro type_datetime() -%}
{{ dbt_expectations.type_timestamp() }}
{%- endmacro %}
