{#-
  What marts are made of: far fewer rows than orders, and each counts people exactly. A line's day never changes, so the
  months that new lines fall into are all that has to be counted again.
-#}
{{ config(
  schema = 'core',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = 'year_month',
  indexes = [{'columns': ['year_month']}],
) }}

select
  year_month,
  user_id,
  state_code,
  count(*) as orders,
  {{ total('quantity') }} as units,
  {{ total('revenue_minor') }} as revenue_minor,
  max(line) as newest_line
from {{ ref('fct_orders') }}
{%- if is_incremental() %}
where year_month in (
  select distinct year_month from {{ ref('fct_orders') }} where line > {{ newest('newest_line', this) }}
)
{%- endif %}
group by year_month, user_id, state_code
