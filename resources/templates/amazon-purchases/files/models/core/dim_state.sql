{{ config(schema = 'core', materialized = 'table') }}

select state_code, state_name, region, division
from {{ ref('stg_state_codes') }}
