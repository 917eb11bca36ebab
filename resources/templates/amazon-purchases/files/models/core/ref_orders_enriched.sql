{#- Every order with what is known of its person, product, day and state: for looking around, not for adding up twice. -#}
{{ config(schema = 'core', materialized = 'view', meta = {'answers_alike': ['/']}) }}

select
  orders.order_key,
  orders.ordered_on,
  orders.year_month,
  orders.year_month / 100 as year,
  orders.user_id,
  users.age_group,
  users.gender,
  users.is_hispanic,
  users.income_group,
  orders.product_code,
  products.title,
  orders.category,
  products.is_gift_card,
  orders.state_code,
  states.state_name,
  states.region,
  demographics.population as state_population,
  demographics.median_household_income_minor as state_median_income_minor,
  orders.quantity,
  orders.unit_price_minor,
  orders.revenue_minor,
  orders.currency
from {{ ref('fct_orders') }} as orders
left join {{ ref('dim_user') }} as users on users.user_id = orders.user_id
left join {{ ref('dim_product') }} as products on products.product_code = orders.product_code
left join {{ ref('dim_state') }} as states on states.state_code = orders.state_code
left join {{ ref('dim_state_demographics') }} as demographics
  on demographics.state_code = orders.state_code and demographics.year = orders.year_month / 100
