{#- Checks that a figure is the same on its way through the layers. -#}

{#-
  Totals of some measures, by some keys, are equal here and in another relation. A measure is a column to be summed,
  `rows` for their number, or an expression of the relation's own.

    - leadline.reconciled:
        to: ref('stg_orders')
        by: [day, currency]
        measures: [rows, units, revenue_minor]
        to_measures: [rows, quantity, amount_minor]   # where they are called otherwise there
        tolerance: 0                                   # of each total
        tolerance_share: 0.001                         # or of the larger of the two

  One failing row a key and measure.
-#}
{% test reconciled(model, to, measures, by=[], to_by=none, to_measures=none, condition=none, to_condition=none, tolerance=0, tolerance_share=none) %}
{%- set there_by = to_by or by %}
{%- set there_measures = to_measures or measures %}
{%- if by | length != there_by | length or measures | length != there_measures | length %}
  {{ exceptions.raise_compiler_error('reconciled compares by with to_by and measures with to_measures one by one: they are as many') }}
{%- endif %}
{%- set keys = [] %}
{%- for column in by %}{% do keys.append('key_' ~ loop.index) %}{% endfor %}
with here as (
  select {% for column in by %}{{ column }} as key_{{ loop.index }}, {% endfor %}
    {%- for measure in measures %}{{ leadline.total_of(measure) }} as total_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
  from {{ model }}{{ ' where (' ~ condition ~ ')' if condition }}{{ ' group by ' ~ (by | join(', ')) if by }}
), there as (
  select {% for column in there_by %}{{ column }} as key_{{ loop.index }}, {% endfor %}
    {%- for measure in there_measures %}{{ leadline.total_of(measure) }} as total_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
  from {{ to }}{{ ' where (' ~ to_condition ~ ')' if to_condition }}{{ ' group by ' ~ (there_by | join(', ')) if there_by }}
), side_by_side as (
  {%- for measure in measures %}
  select {% for key in keys %}{{ key }}, {% endfor %}'{{ measure | replace("'", "''") }}' as measure, sum(here_total) as here, sum(there_total) as there
  from (
    select {% for key in keys %}{{ key }}, {% endfor %}coalesce(total_{{ loop.index }}, 0) as here_total, 0 as there_total from here
    union all
    select {% for key in keys %}{{ key }}, {% endfor %}0, coalesce(total_{{ loop.index }}, 0) from there
  ) totals
  {{- ' group by ' ~ (keys | join(', ')) if keys }}
  {{ 'union all' if not loop.last }}
  {%- endfor %}
)
select {% for column in by %}key_{{ loop.index }} as {{ column if column is string and column.isidentifier() else 'key_' ~ loop.index }}, {% endfor %}measure, here, there, here - there as difference
from side_by_side
where abs(here - there) > {{ tolerance }}
{%- if tolerance_share is not none %}
  and abs(here - there) > {{ tolerance_share }} * case when abs(here) > abs(there) then abs(here) else abs(there) end
{%- endif %}
{% endtest %}

{% macro total_of(measure) %}
{%- if measure == 'rows' -%}
count(*)
{%- elif measure.isidentifier() -%}
sum({{ measure }})
{%- else -%}
{{ measure }}
{%- endif %}
{% endmacro %}

{#-
  What went in came out: the rows here are the input's, less those set aside on the way. Ratio 1 means exactly.

    - leadline.row_count_between_stages:
        input: ref('stg_orders')
        rejected: [ref('stg_orders_rejected')]
        input_condition: "status <> 'test'"
        min_ratio: 0.99
        max_ratio: 1.0
-#}
{% test row_count_between_stages(model, input, rejected=[], input_condition=none, min_ratio=1.0, max_ratio=1.0) %}
{%- set set_aside = [rejected] if rejected is string or rejected is not iterable else rejected %}
select *, rows_out * 1.0 / nullif(rows_in - rows_set_aside, 0) as ratio
from (
  select
    (select count(*) from {{ model }}) as rows_out,
    (select count(*) from {{ input }}{{ ' where (' ~ input_condition ~ ')' if input_condition }}) as rows_in,
    0{% for relation in set_aside %} + (select count(*) from {{ relation }}){% endfor %} as rows_set_aside
) counted
where rows_out < (rows_in - rows_set_aside) * {{ min_ratio }}
  or rows_out > (rows_in - rows_set_aside) * {{ max_ratio }}
{% endtest %}
