{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['upper']}) }}

select
  upper(trim(code)) as state_code,
  trim(name) as state_name,
  trim(region) as region,
  trim(division) as division
from {{ ref('state_codes') }}
