import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearchOff } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { BuildStep, GraphNode } from '../../../../shared/contract/models.ts';
import type { Formats } from '../../../app/createFormats.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { ListTable } from '../../../ui/beside/ListTable.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { State } from '../../../ui/State.tsx';
import { healthOf, KINDS, layerColour, layerWord, STEPS } from '../words.ts';
import classes from './list.module.css';
import { type Order, ordered, type SortKey } from './order.ts';

const SLICE = 100;
const FIRST: Order = { key: 'layer', descending: false };
const COLUMNS: readonly { key: SortKey; title: string; figures?: boolean }[] = [
  { key: 'name', title: 'Node' },
  { key: 'health', title: 'Health' },
  { key: 'layer', title: 'Layer' },
  { key: 'kind', title: 'Kind' },
  { key: 'checks', title: 'Checks', figures: true },
  { key: 'rows', title: 'Rows', figures: true },
  { key: 'builtAt', title: 'Published' },
];

/** The same as the graph, to be read, sorted and gone through with the arrow keys. */
export default function NodeList({
  nodes,
  chosen,
  steps,
  matches,
  onChoose,
}: {
  nodes: readonly GraphNode[];
  chosen: string | null;
  steps: Readonly<Record<string, BuildStep>> | null;
  matches: ReadonlySet<string> | null;
  onChoose: (id: string) => void;
}) {
  const formats = useFormats();
  const [order, setOrder] = useViewState('models-order', FIRST);
  const [most, setMost] = useState(SLICE);
  const [reached, setReached] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const all = useMemo(
    () => ordered(matches === null ? nodes : nodes.filter(({ id }) => matches.has(id)), order),
    [nodes, matches, order],
  );
  const shown = all.slice(0, most);
  const current = [reached, chosen].find((id) => shown.some((node) => node.id === id)) ?? shown[0]?.id;

  function pressed(event: KeyboardEvent) {
    const here = event.target instanceof HTMLElement ? event.target.dataset['id'] : undefined;
    const at = shown.findIndex(({ id }) => id === here);
    if (at === -1) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const next = to === undefined ? undefined : shown[to];
    if (next === undefined) return;
    event.preventDefault();
    setReached(next.id);
    body.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"]`)?.focus();
  }

  if (all.length === 0)
    return (
      <EmptyState
        icon={IconSearchOff}
        title={nodes.length === 0 ? 'The project has no nodes' : 'Nothing matches'}
      >
        {nodes.length === 0
          ? 'Put a .sql file into models/. It appears here as soon as it is saved.'
          : 'No node has these words in its name, layer, tags or file.'}
      </EmptyState>
    );
  return (
    <div>
      <ListTable
        caption="Nodes of the project: arrow keys go through them, Enter opens one"
        className={classes['table']}
      >
        <thead>
          <tr>
            {COLUMNS.map(({ key, title, figures }) => (
              <th
                key={key}
                scope="col"
                data-figures={figures || undefined}
                aria-sort={order.key === key ? (order.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  className={classes['sort']}
                  onClick={() => setOrder({ key, descending: order.key === key ? !order.descending : false })}
                >
                  {title}
                  {order.key === key && <Direction descending={order.descending} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={pressed}>
          {shown.map((node) => (
            <Row
              key={node.id}
              node={node}
              step={steps?.[node.id]}
              chosen={node.id === chosen}
              current={node.id === current}
              formats={formats}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </ListTable>
      {all.length > shown.length && (
        <Button variant="default" mt="sm" onClick={() => setMost(most + SLICE)}>
          Show {formats.number(Math.min(SLICE, all.length - shown.length))} more of{' '}
          {formats.number(all.length)}
        </Button>
      )}
    </div>
  );
}

function Row({
  node,
  step,
  chosen,
  current,
  formats,
  onChoose,
}: {
  node: GraphNode;
  step: BuildStep | undefined;
  chosen: boolean;
  current: boolean;
  formats: Formats;
  onChoose: (id: string) => void;
}) {
  const health = (step === undefined ? undefined : STEPS[step]) ?? healthOf(node);
  return (
    <tr data-chosen={chosen || undefined}>
      <td>
        <button
          type="button"
          className={classes['name']}
          data-id={node.id}
          tabIndex={current ? 0 : -1}
          aria-pressed={chosen}
          onClick={() => onChoose(node.id)}
        >
          {node.name}
        </button>
      </td>
      <td>
        <State state={health.state}>{health.word}</State>
      </td>
      <td>
        <span
          className={classes['layer']}
          style={{ '--layer': layerColour(node.layer) } as React.CSSProperties}
        >
          {layerWord(node.layer)}
        </span>
      </td>
      <td className={classes['quiet']}>
        {KINDS[node.kind].word}
        {node.materialized !== '' && node.kind === 'model' && `, ${node.materialized}`}
      </td>
      <td data-figures>
        {node.checks === 0 ? <span className={classes['quiet']}>none</span> : checksWord(node, formats)}
      </td>
      <td data-figures>
        {node.rows === null ? <span className={classes['quiet']}>–</span> : formats.number(node.rows)}
      </td>
      <td className={classes['quiet']}>
        {node.builtAt === null ? (
          '–'
        ) : (
          <time dateTime={node.builtAt} title={formats.instant(node.builtAt)}>
            {formats.ago(node.builtAt)}
          </time>
        )}
      </td>
    </tr>
  );
}

function checksWord({ checks, failing }: GraphNode, formats: Formats): string {
  return failing === 0
    ? formats.number(checks)
    : `${formats.number(failing)} of ${formats.number(checks)} fail`;
}

function Direction({ descending }: { descending: boolean }) {
  const Glyph = descending ? IconArrowDown : IconArrowUp;
  return <Glyph size={14} stroke={1.75} aria-hidden />;
}
