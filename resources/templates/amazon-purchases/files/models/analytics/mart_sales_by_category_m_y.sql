{#- A correction may move a line to another category, never to another month: months are counted again as wholes. -#}
{{ config(
  schema = 'analytics',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = 'year_month',
  indexes = [{'columns': ['year_month']}],
  meta = {'answers_alike': ['/']},
) }}

select
  year_month,
  year_month / 100 as year,
  year_month % 100 as month,
  category,
  count(*) as orders,
  {{ total('quantity') }} as units,
  count(distinct user_id) as customers,
  {{ total('revenue_minor') }} as revenue_minor,
  {{ per(total('revenue_minor'), 'count(*)') }} as average_order_minor,
  '{{ var("currency") }}' as currency,
  max(line) as newest_line
from {{ ref('fct_orders') }}
{%- if is_incremental() %}
where year_month in (
  select year_month from {{ ref('fct_orders') }} where line > {{ newest('newest_line', this) }}
)
{%- endif %}
group by year_month, category
