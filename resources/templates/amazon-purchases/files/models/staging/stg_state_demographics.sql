{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by']}) }}

with figures as (
  select
    *,
    row_number() over (partition by trim(state), year order by _load desc, _row desc) as newest
  from {{ source('raw', 'state_demographics') }}
  where state is not null and year is not null
)

select
  codes.state_code,
  cast(round(figures.year) as integer) as year,
  cast(round(figures.population) as bigint) as population,
  cast(round(figures.median_household_income * 100) as bigint) as median_household_income_minor,
  '{{ var("currency") }}' as currency
from figures
join {{ ref('stg_state_codes') }} as codes on codes.state_name = trim(figures.state)
where figures.newest = 1
