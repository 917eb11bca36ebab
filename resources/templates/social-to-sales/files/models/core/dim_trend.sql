{{ config(schema = 'core', materialized = 'table', indexes = [{'columns': ['trend'], 'unique': true}]) }}

select
  trend,
  label,
  category
from {{ ref('stg_trends') }}
