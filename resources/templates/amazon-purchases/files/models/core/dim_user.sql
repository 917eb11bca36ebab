{{ config(schema = 'core', materialized = 'table') }}

select
  survey.user_id,
  survey.age_group,
  survey.is_hispanic,
  survey.race,
  survey.education,
  survey.income_group,
  case survey.income_group
    when 'Less than $25,000' then 1
    when '$25,000 - $49,999' then 2
    when '$50,000 - $74,999' then 3
    when '$75,000 - $99,999' then 4
    when '$100,000 - $149,999' then 5
    when '$150,000 or more' then 6
  end as income_rank,
  survey.gender,
  codes.state_code as home_state_code,
  survey.household_size,
  survey.account_shared_by,
  survey.order_frequency
from {{ ref('stg_survey') }} as survey
left join {{ ref('stg_state_codes') }} as codes on codes.state_name = survey.home_state
