{#- 2021-03-08 as 202103. -#}
{% macro year_month(day) %}{{ adapter.dispatch('year_month')(day) }}{% endmacro %}
{% macro default__year_month(day) %}cast(extract(year from {{ day }}) * 100 + extract(month from {{ day }}) as integer){% endmacro %}
{% macro sqlite__year_month(day) %}cast(substr({{ day }}, 1, 4) || substr({{ day }}, 6, 2) as integer){% endmacro %}

{% macro day_of(text) %}{{ adapter.dispatch('day_of')(text) }}{% endmacro %}
{% macro default__day_of(text) %}cast('{{ text }}' as date){% endmacro %}
{% macro sqlite__day_of(text) %}'{{ text }}'{% endmacro %}

{% macro day_after(day) %}{{ adapter.dispatch('day_after')(day) }}{% endmacro %}
{% macro default__day_after(day) %}({{ day }} + 1){% endmacro %}
{% macro sqlite__day_after(day) %}date({{ day }}, '+1 day'){% endmacro %}

{#- Monday is 1, Sunday 7. -#}
{% macro weekday(day) %}{{ adapter.dispatch('weekday')(day) }}{% endmacro %}
{% macro default__weekday(day) %}cast(extract(isodow from {{ day }}) as integer){% endmacro %}
{% macro sqlite__weekday(day) %}((cast(strftime('%w', {{ day }}) as integer) + 6) % 7 + 1){% endmacro %}

{% macro day_of_month(day) %}{{ adapter.dispatch('day_of_month')(day) }}{% endmacro %}
{% macro default__day_of_month(day) %}cast(extract(day from {{ day }}) as integer){% endmacro %}
{% macro sqlite__day_of_month(day) %}cast(substr({{ day }}, 9, 2) as integer){% endmacro %}

{#- Whole months from one year_month to another. -#}
{% macro months_between(from, to) %}(({{ to }} / 100 - {{ from }} / 100) * 12 + {{ to }} % 100 - {{ from }} % 100){% endmacro %}
