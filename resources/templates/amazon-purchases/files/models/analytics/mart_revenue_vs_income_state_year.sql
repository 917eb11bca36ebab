{{ config(schema = 'analytics', materialized = 'table') }}

with years as (
  select
    state_code,
    year,
    {{ total('orders') }} as orders,
    {{ total('units') }} as units,
    {{ total('revenue_minor') }} as revenue_minor
  from {{ ref('mart_sales_by_state_m_y') }}
  group by state_code, year
)

select
  years.state_code,
  years.year,
  years.orders,
  years.units,
  years.revenue_minor,
  demographics.population,
  demographics.median_household_income_minor,
  {{ per('years.revenue_minor * 1000000', 'demographics.population') }} as revenue_per_million_people_minor,
  years.currency
from (select *, '{{ var("currency") }}' as currency from years) as years
join {{ ref('dim_state_demographics') }} as demographics
  on demographics.state_code = years.state_code and demographics.year = years.year
