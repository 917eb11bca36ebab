{#- Sums stay whole numbers: Postgres makes numeric of a sum of bigint. -#}
{% macro total(column) %}cast(sum({{ column }}) as bigint){% endmacro %}

{#- Minor units divided among a count, rounded half up; null for a count of none. Both are whole and not below zero. -#}
{% macro per(amount, count) %}((2 * {{ amount }} + {{ count }}) / (2 * nullif({{ count }}, 0))){% endmacro %}

{% macro percent(part, whole) %}(100 * cast({{ part }} as double precision) / cast(nullif({{ whole }}, 0) as double precision)){% endmacro %}
