import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NodeDetail } from '../../../../shared/contract/models.ts';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { Code } from '../../../ui/Code.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { State } from '../../../ui/State.tsx';
import classes from './panel.module.css';

export default function SqlTab({ detail }: { detail: NodeDetail }) {
  const [side, setSide] = useViewState<'raw' | 'compiled'>('models-sql', 'raw');
  const { node, raw, place } = detail;
  return (
    <>
      <div className={classes['row']}>
        <SegmentedControl
          aria-label="Which SQL"
          value={side}
          data={[
            { value: 'raw', label: 'As written' },
            { value: 'compiled', label: 'Compiled' },
          ]}
          onChange={(value) => setSide(value === 'compiled' ? 'compiled' : 'raw')}
        />
        <code className={classes['path']}>{`${place.file}:${place.line}`}</code>
      </div>
      {side === 'raw' ? (
        <Code label={`SQL of ${node.name} as written`} text={raw ?? ''} />
      ) : (
        <Compiled id={node.id} name={node.name} />
      )}
      <Findings id={node.id} />
    </>
  );
}

function Compiled({ id, name }: { id: string; name: string }) {
  const compiled = useQuery(useCalls().models.compiled.queryOptions({ input: { id } }));
  if (compiled.isError)
    return <FailureNotice failure={failureOf(compiled.error)} retry={() => void compiled.refetch()} />;
  if (compiled.data === undefined) return <p className={classes['quiet']}>Compiling…</p>;
  return <Code label={`Compiled SQL of ${name}`} text={compiled.data.sql} />;
}

/** What the parser found that SQLite and Postgres don't answer alike. */
function Findings({ id }: { id: string }) {
  const parsed = useQuery(useCalls().models.parsed.queryOptions({ input: { id } }));
  const findings = parsed.data?.findings ?? [];
  if (findings.length === 0) return null;
  return (
    <section aria-label="What the engines would answer differently" className={classes['findings']}>
      <h3 className={classes['subtitle']}>What SQLite and Postgres would not answer alike</h3>
      <ul>
        {findings.map(({ file, line, column, message, severity }) => (
          <li key={`${file}:${line}:${column}:${message}`} className={classes['finding']}>
            <State state={severity === 'error' ? 'broken' : 'warning'}>
              {severity === 'error' ? 'Not here' : 'May differ'}
            </State>
            <code className={classes['path']}>{`${file}:${line}:${column}`}</code>
            <span className={classes['wrapping']}>{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
