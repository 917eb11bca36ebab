{#-
  Capital and small letters of every script on both engines: SQLite's own functions know those from a to z. Postgres goes by
  the locale of its database: with one of ICU the two are alike to the letter, with others ß and its like may stay.
-#}

{% macro lower(text) %}
{%- if target.type == 'sqlite' -%}
unicode_lower({{ text }})
{%- else -%}
lower({{ text }})
{%- endif -%}
{% endmacro %}

{% macro upper(text) %}
{%- if target.type == 'sqlite' -%}
unicode_upper({{ text }})
{%- else -%}
upper({{ text }})
{%- endif -%}
{% endmacro %}
