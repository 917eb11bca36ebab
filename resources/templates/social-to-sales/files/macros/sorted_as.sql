{#- Which sorting a relation of trends.yml is of. In the SQL of a model it says when the model has to be made anew. -#}
{% macro sorted_as(relation) -%}
  {%- set found = run_query('select max(digest) as digest from ' ~ relation) -%}
  {{- return(found.columns[0].values()[0] or 'empty') -}}
{%- endmacro %}
