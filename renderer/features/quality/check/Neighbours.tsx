import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { NodeRef } from '../../../../shared/contract/models.ts';
import type { CheckDetail } from '../../../../shared/contract/quality.ts';
import { Section } from '../../../ui/Section.tsx';
import classes from '../quality.module.css';

/** Where the fault may come from, and who would read it. */
export default function Neighbours({ detail: { upstream, downstream } }: { detail: CheckDetail }) {
  if (upstream.length === 0 && downstream.length === 0) return null;
  return (
    <div className={classes['columns']}>
      <Side title="It may come from" refs={upstream} none="Nothing lies upstream." />
      <Side title="It would reach" refs={downstream} none="Nothing reads what it looks at." />
    </div>
  );
}

function Side({ title, refs, none }: { title: string; refs: readonly NodeRef[]; none: string }) {
  return (
    <Section title={title}>
      {refs.length === 0 ? (
        <p className={classes['quiet']}>{none}</p>
      ) : (
        <ul className={classes['refs']}>
          {refs.map(({ id, name, kind, layer }) => (
            <li key={id}>
              <Anchor component={Link} href={`/models#node=${encodeURIComponent(id)}`}>
                {name}
              </Anchor>{' '}
              <span className={classes['quiet']}>{layer === '' ? kind : `${kind}, ${layer}`}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
