{{ config(schema = 'analytics', materialized = 'table', meta = {'answers_alike': ['order by']}) }}

with ranked as (
  select
    product_code, title, category, is_gift_card, orders, units, revenue_minor, currency,
    row_number() over (order by revenue_minor desc, product_code) as place
  from (
    select * from {{ ref('dim_product') }} order by revenue_minor desc, product_code limit 50
  ) as best
)

select
  place,
  product_code,
  title,
  category,
  is_gift_card,
  orders,
  units,
  revenue_minor,
  {{ per('revenue_minor', 'units') }} as average_unit_price_minor,
  currency
from ranked
