import type { NodeDetail } from '../../../../shared/contract/models.ts';
import { healthOf } from '../words.ts';
import classes from './panel.module.css';

export default function DocsTab({ detail }: { detail: NodeDetail }) {
  const { node, description, place, describedIn, config } = detail;
  return (
    <>
      {description === '' ? (
        <p className={classes['quiet']}>
          It has no description yet. Write one under <code>description:</code> in a property file beside it.
        </p>
      ) : (
        <p className={classes['description']}>{description}</p>
      )}
      <dl className={classes['list']}>
        <dt>Health</dt>
        <dd>{healthOf(node).means}</dd>
        {node.relation !== null && (
          <>
            <dt>Relation</dt>
            <dd>
              <code className={classes['path']}>{node.relation}</code>
            </dd>
          </>
        )}
        <dt>File</dt>
        <dd>
          <code className={classes['path']}>{`${place.file}:${place.line}:${place.column}`}</code>
        </dd>
        {describedIn !== null && (
          <>
            <dt>Described in</dt>
            <dd>
              <code className={classes['path']}>{describedIn}</code>
            </dd>
          </>
        )}
        {node.tags.length > 0 && (
          <>
            <dt>Tags</dt>
            <dd>{node.tags.join(', ')}</dd>
          </>
        )}
        <dt>Id</dt>
        <dd>
          <code className={classes['path']}>{node.id}</code>
        </dd>
      </dl>
      {config.length > 0 && (
        <details className={classes['details']}>
          <summary>Configuration</summary>
          <dl className={classes['list']}>
            {config.map(({ name, value }) => (
              <div key={name} className={classes['pair']}>
                <dt>{name}</dt>
                <dd>
                  <code className={classes['path']}>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
