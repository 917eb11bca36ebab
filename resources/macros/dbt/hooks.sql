{#- Statements around a model. -#}

{% macro run_hooks(hooks, inside_transaction=true) %}
  {%- for hook in hooks %}
    {%- set sql = hook.sql if hook is mapping else hook %}
    {%- set inside = hook.get('transaction', true) if hook is mapping else true %}
    {%- if inside == inside_transaction %}
      {%- set rendered = render(sql) | trim %}
      {%- if rendered %}{% do run_query(rendered) %}{% endif %}
    {%- endif %}
  {%- endfor %}
{%- endmacro %}

{% macro before_begin(sql) %}{{ return({'sql': sql, 'transaction': false}) }}{% endmacro %}
{% macro in_transaction(sql) %}{{ return({'sql': sql, 'transaction': true}) }}{% endmacro %}
{% macro after_commit(sql) %}{{ return({'sql': sql, 'transaction': false}) }}{% endmacro %}

{#- Grants and comments are carried out with the publication; a macro that asks for them changes nothing before. -#}
{% macro apply_grants(relation, grant_config, should_revoke=true) %}{% endmacro %}
{% macro should_revoke(existing_relation, full_refresh_mode=true) %}{{ return(existing_relation is not none and not full_refresh_mode) }}{% endmacro %}
{% macro persist_docs(relation, model, for_relation=true, for_columns=true) %}{% endmacro %}
{% macro create_indexes(relation) %}{% endmacro %}
{% macro copy_grants() %}{{ return(true) }}{% endmacro %}
