{#- A model says which layer it belongs to, as `schema: staging`, and that is its schema; without a word it is `analytics`. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
