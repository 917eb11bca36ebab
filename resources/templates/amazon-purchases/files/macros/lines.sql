{#-
  The place of a row in RAW as one whole number: load, then row. It grows with time, so "newer than" is a comparison, and
  it stays the same however often models are built.
-#}
{% macro line_of_raw() %}(_load * 1000000000 + _row){% endmacro %}

{% macro load_of_line(line) %}({{ line }} / 1000000000){% endmacro %}

{#- The newest line that a model has taken in. -#}
{% macro newest(column, relation) %}(select coalesce(max({{ column }}), 0) from {{ relation }}){% endmacro %}

{#- The value of a column in the row of a group where `place` is greatest, which must be `max(place)` in the same select. -#}
{% macro value_at_greatest(column, place) %}{{ adapter.dispatch('value_at_greatest')(column, place) }}{% endmacro %}

{% macro default__value_at_greatest(column, place) %}(array_agg({{ column }} order by {{ place }} desc))[1]{% endmacro %}

{#- SQLite takes a bare column from the row of the only max() beside it. -#}
{% macro sqlite__value_at_greatest(column, place) %}{{ column }}{% endmacro %}

{#- A column to group a whole table by. In the order of an index SQLite would fetch each row from another page. -#}
{% macro grouped_whole(column) %}{{ adapter.dispatch('grouped_whole')(column) }}{% endmacro %}
{% macro default__grouped_whole(column) %}{{ column }}{% endmacro %}
{% macro sqlite__grouped_whole(column) %}+{{ column }}{% endmacro %}
