import { Checkbox } from '@mantine/core';
import type { ConnectorDetail, StreamCard } from '../../../../shared/contract/sources.ts';
import { Section } from '../../../ui/Section.tsx';
import { State } from '../../../ui/State.tsx';
import { listWords } from '../listWords.ts';
import { unsupportedWords } from '../unsupportedWords.ts';
import classes from './connect.module.css';

/** Which streams are read. None chosen means all that run, those included that the connector gets later. */
export default function StreamChoice({
  connector,
  chosen,
  onChosen,
}: {
  connector: ConnectorDetail;
  chosen: readonly string[];
  onChosen: (streams: readonly string[]) => void;
}) {
  const { streamCards, dynamic } = connector;
  const all = chosen.length === 0;
  const running = streamCards.filter(({ unsupported }) => unsupported.length === 0).map(({ name }) => name);
  const toggle = (name: string, isOn: boolean) => {
    const before = all ? running : chosen;
    const after = isOn ? [...before, name] : before.filter((one) => one !== name);
    onChosen(after.length === running.length ? [] : after);
  };
  return (
    <Section
      title="Streams"
      description={
        dynamic
          ? 'Each becomes a relation in RAW. More of them are found by asking the source.'
          : 'Each becomes a relation in RAW.'
      }
    >
      <div className={classes['streams']}>
        {streamCards.map((stream) =>
          stream.unsupported.length === 0 ? (
            <Checkbox
              key={stream.name}
              label={stream.title}
              description={descriptionOf(stream)}
              checked={all || chosen.includes(stream.name)}
              disabled={!all && chosen.length === 1 && chosen[0] === stream.name}
              onChange={(event) => toggle(stream.name, event.currentTarget.checked)}
            />
          ) : (
            <div key={stream.name}>
              <State state="warning">{stream.title} can’t run here</State>
              <p className={classes['quiet']}>{unsupportedWords(stream.unsupported)}</p>
            </div>
          ),
        )}
      </div>
      {dynamic && !all && (
        <p className={classes['quiet']}>While some are left out, those found by asking aren’t read either.</p>
      )}
    </Section>
  );
}

function descriptionOf({ incremental, key }: StreamCard): string {
  const how = incremental ? 'Only what is new is read' : 'Read whole each time';
  return key.length === 0 ? `${how}.` : `${how}; one row for each ${listWords(key)}.`;
}
