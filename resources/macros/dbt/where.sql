{#- What a generic test looks at: the relation, or the part of it that its `where` leaves. -#}
{% macro get_where_subquery(relation) %}
  {{- return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) -}}
{% endmacro %}

{% macro default__get_where_subquery(relation) %}
  {%- set where = config.get('where', '') -%}
  {%- if where -%}
    {{- return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') dbt_subquery') -}}
  {%- endif -%}
  {{- return(relation) -}}
{% endmacro %}
