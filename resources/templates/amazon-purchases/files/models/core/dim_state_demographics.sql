{{ config(schema = 'core', materialized = 'table') }}

select state_code, year, population, median_household_income_minor, currency
from {{ ref('stg_state_demographics') }}
