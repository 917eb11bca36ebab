{{ config(
  schema = 'core',
  materialized = 'table',
  indexes = [{'columns': ['product', 'day'], 'unique': true}],
) }}

select
  sales.day,
  sales.product,
  sales.units,
  sales.revenue_minor,
  products.currency,
  sales.sessions,
  sales.in_stock
from {{ ref('stg_outcomes') }} as sales
left join {{ ref('dim_product') }} as products
  on products.product = sales.product
  and products.valid_from <= sales.day
  and (products.valid_to > sales.day or products.valid_to is null)
