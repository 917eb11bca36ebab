{#- Checks of one row at a time. A row for which a condition is unknown, because a value is missing, doesn't fail. -#}

{% test accepted_range(model, column_name, min_value=none, max_value=none, inclusive=true) %}
{%- set or_equal = '' if inclusive else '=' %}
select * from {{ model }}
where 1 = 0
{%- if min_value is not none %} or {{ column_name }} <{{ or_equal }} {{ min_value }}{% endif %}
{%- if max_value is not none %} or {{ column_name }} >{{ or_equal }} {{ max_value }}{% endif %}
{% endtest %}

{% test expression_is_true(model, expression, column_name=none) %}
select * from {{ model }}
where not ({{ column_name ~ ' ' if column_name is not none }}{{ expression }})
{% endtest %}

{% test not_empty_string(model, column_name, trim_whitespace=true) %}
select * from {{ model }}
where {{ 'trim(' ~ column_name ~ ')' if trim_whitespace else column_name }} = ''
{% endtest %}

{% test not_accepted_values(model, column_name, values, quote=true) %}
select distinct {{ column_name }} as value_field
from {{ model }}
where {{ column_name }} in (
  {%- for value in values %}
  {{ "'" ~ (value | string | replace("'", "''")) ~ "'" if quote else value }}{{ ',' if not loop.last }}
  {%- endfor %}
)
{% endtest %}
