import type { NodeDetail, NodeRef } from '../../../../shared/contract/models.ts';
import { State } from '../../../ui/State.tsx';
import { healthOf, KINDS, layerWord } from '../words.ts';
import classes from './panel.module.css';

export default function LineageTab({
  detail,
  onChoose,
}: {
  detail: NodeDetail;
  onChoose: (id: string) => void;
}) {
  return (
    <>
      <Side title="It reads" none="It reads nothing else." refs={detail.upstream} onChoose={onChoose} />
      <Side title="Read by" none="Nothing reads it." refs={detail.downstream} onChoose={onChoose} />
    </>
  );
}

function Side({
  title,
  none,
  refs,
  onChoose,
}: {
  title: string;
  none: string;
  refs: readonly NodeRef[];
  onChoose: (id: string) => void;
}) {
  return (
    <section aria-label={title}>
      <h3 className={classes['subtitle']}>{title}</h3>
      {refs.length === 0 ? (
        <p className={classes['quiet']}>{none}</p>
      ) : (
        <ul className={classes['refs']}>
          {refs.map(({ id, name, kind, layer, health }) => (
            <li key={id}>
              <button type="button" className={classes['link']} onClick={() => onChoose(id)}>
                {name}
              </button>
              <span className={classes['quiet']}>
                {KINDS[kind].word}, {layerWord(layer)}
              </span>
              <State state={healthOf({ kind, health }).state}>{healthOf({ kind, health }).word}</State>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
