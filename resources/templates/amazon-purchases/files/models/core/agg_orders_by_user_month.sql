{#-
  What marts are made of: far fewer rows than orders, and each counts people exactly. A line's person and day never change,
  so the people and months of new lines are all that has to be counted again.
-#}
{{ config(
  schema = 'core',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = ['year_month', 'user_id'],
  indexes = [{'columns': ['year_month', 'user_id']}, {'columns': ['newest_line']}],
) }}

{%- if is_incremental() %}
with fresh as materialized (
  select year_month, user_id
  from {{ ref('fct_orders') }}
  where line > {{ newest('newest_line', this) }}
)
{% endif %}
select
  year_month,
  user_id,
  state_code,
  count(*) as orders,
  {{ total('quantity') }} as units,
  {{ total('revenue_minor') }} as revenue_minor,
  max(line) as newest_line,
  min(order_key) as oldest_line
from {{ ref('fct_orders') }}
{%- if is_incremental() %}
where year_month in (select year_month from fresh)
  and (year_month, user_id) in (select year_month, user_id from fresh)
{%- endif %}
group by year_month, user_id, state_code
