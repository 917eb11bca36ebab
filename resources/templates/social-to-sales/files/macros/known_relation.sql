{#-
  A relation that may not be there yet, such as what a source waiting for its credentials would bring: none then, so that
  a model goes without it. Whoever makes it is no model, so nothing else has to wait for it.
-#}
{% macro known_relation(schema, name) -%}
  {%- if execute -%}
    {{- return(adapter.get_relation(database = target.database, schema = schema, identifier = name)) -}}
  {%- endif -%}
  {{- return(none) -}}
{%- endmacro %}
