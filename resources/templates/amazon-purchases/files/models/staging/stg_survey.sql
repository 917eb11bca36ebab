{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower']}) }}

with answers as (
  select
    *,
    row_number() over (partition by survey_response_id order by _load desc, _row desc) as newest
  from {{ source('raw', 'survey') }}
  where survey_response_id is not null
)

select
  survey_response_id as user_id,
  nullif(trim(q_demos_age), '') as age_group,
  -- Text where somebody wrote more than Yes and No; a file of only those two is loaded as true and false.
  case lower(trim(cast(q_demos_hispanic as text)))
    when 'yes' then true when 'true' then true when '1' then true
    when 'no' then false when 'false' then false when '0' then false
  end as is_hispanic,
  nullif(trim(q_demos_race), '') as race,
  nullif(trim(q_demos_education), '') as education,
  nullif(trim(q_demos_income), '') as income_group,
  nullif(trim(q_demos_gender), '') as gender,
  nullif(trim(q_demos_state), '') as home_state,
  nullif(trim(q_amazon_use_howmany), '') as account_shared_by,
  nullif(trim(q_amazon_use_hh_size), '') as household_size,
  nullif(trim(q_amazon_use_how_oft), '') as order_frequency,
  nullif(trim(q_life_changes), '') as life_changes
from answers
where newest = 1
