{#- What couldn't be bought says nothing of what was wanted: out of stock is not known, and not 0. -#}
{{ config(
  schema = 'analytics',
  materialized = 'table',
  indexes = [{'columns': ['outcome', 'day'], 'unique': true}],
) }}

select
  sales.day,
  sales.product,
  products.title,
  'units' as metric,
  sales.product || '/units' as outcome,
  case when sales.in_stock then sales.units end as value
from {{ ref('fct_outcome_daily') }} as sales
left join {{ ref('dim_product') }} as products on products.product = sales.product and products.valid_to is null
