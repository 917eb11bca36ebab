{#- Days and instants as the two engines keep them: `date` and `timestamp` on Postgres, ISO text on SQLite. -#}

{% macro as_instant(expression) %}
{%- if target.type == 'sqlite' -%}
strftime('%Y-%m-%dT%H:%M:%f000Z', {{ expression }})
{%- else -%}
cast({{ expression }} as timestamp)
{%- endif -%}
{% endmacro %}

{% macro as_day(expression) %}
{%- if target.type == 'sqlite' -%}
date({{ expression }})
{%- else -%}
cast({{ expression }} as date)
{%- endif -%}
{% endmacro %}

{% macro days_later(day, days) %}
{%- if target.type == 'sqlite' -%}
date({{ day }}, ({{ days }}) || ' days')
{%- else -%}
({{ day }} + ({{ days }})::integer)
{%- endif -%}
{% endmacro %}

{#- 0 is Sunday. -#}
{% macro weekday(day) %}
{%- if target.type == 'sqlite' -%}
cast(strftime('%w', {{ day }}) as integer)
{%- else -%}
extract(dow from {{ day }})::integer
{%- endif -%}
{% endmacro %}

{% macro hours_between(earlier, later) %}
{%- if target.type == 'sqlite' -%}
((julianday({{ later }}) - julianday({{ earlier }})) * 24.0)
{%- else -%}
(extract(epoch from ({{ later }})::timestamp - ({{ earlier }})::timestamp)::double precision / 3600.0)
{%- endif -%}
{% endmacro %}

{#- A number that can be rounded to decimals: Postgres rounds only `numeric` so. -#}
{% macro as_exact(expression) %}
{%- if target.type == 'sqlite' -%}
{{ expression }}
{%- else -%}
cast({{ expression }} as numeric)
{%- endif -%}
{% endmacro %}
