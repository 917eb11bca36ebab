import '@xyflow/react/dist/base.css';
import { type Edge, getViewportForBounds, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BuildStep, GraphNode } from '../../../../shared/contract/models.ts';
import GraphTools from './GraphTools.tsx';
import classes from './graph.module.css';
import { CARD } from './layout.ts';
import { type CardNode, NodeCard } from './NodeCard.tsx';
import { useLayout } from './useLayout.ts';
import { type Step, stepFrom } from './walk.ts';

const TYPES = { card: NodeCard };
const NEAREST = 1.5;
const FARTHEST = 0.05;
/** Cards put on the page at once: as many as it draws without being felt. */
const SLICE = 40;

export interface GraphProps {
  readonly nodes: readonly GraphNode[];
  readonly chosen: string | null;
  readonly steps: Readonly<Record<string, BuildStep>> | null;
  /** Null: nothing is searched for. */
  readonly matches: ReadonlySet<string> | null;
  readonly onChoose: (id: string) => void;
}

/** The project as data flows through it. */
export default function Graph(props: GraphProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
}

function Drawn({ nodes, chosen, steps, matches, onChoose }: GraphProps) {
  const laidOut = useLayout(nodes);
  const flow = useReactFlow();
  const frame = useRef<HTMLElement>(null);
  const [reached, setReached] = useState<string | null>(null);
  const places = laidOut?.places;
  const placed = useMemo(
    () => (places === undefined ? [] : nodes.filter(({ id }) => places[id] !== undefined)),
    [nodes, places],
  );
  const current = [reached, chosen].find((id) => placed.some((node) => node.id === id)) ?? placed[0]?.id;
  const drawn = useSlowly(placed.length);

  const cards = useMemo(
    () =>
      placed.slice(0, drawn).map(
        (node): CardNode => ({
          id: node.id,
          type: 'card',
          position: places?.[node.id] ?? { x: 0, y: 0 },
          width: CARD.width,
          height: CARD.height,
          data: {
            node,
            step: steps?.[node.id],
            chosen: node.id === chosen,
            current: node.id === current,
            dimmed: matches !== null && !matches.has(node.id),
            onChoose,
          },
        }),
      ),
    [placed, drawn, places, steps, chosen, current, matches, onChoose],
  );
  const edges = useMemo(() => edgesOf(placed, drawn, chosen), [placed, drawn, chosen]);

  const seeAll = useCallback(
    (duration: number) => {
      const { clientWidth: width, clientHeight: height } = frame.current ?? {};
      const all = Object.values(places ?? {});
      if (all.length === 0 || !width || !height) return;
      const view = getViewportForBounds(boundsOf(all), width, height, FARTHEST, 1, 0.06);
      void flow.setViewport(view, { duration });
    },
    [flow, places],
  );
  // Seen whole when it is drawn first and whenever other nodes are shown.
  useEffect(() => seeAll(0), [seeAll]);

  const show = useCallback(
    (id: string) => {
      const place = places?.[id];
      if (place === undefined) return;
      void flow.setCenter(place.x + CARD.width / 2, place.y + CARD.height / 2, {
        zoom: Math.max(flow.getZoom(), 0.7),
        duration: 150,
      });
    },
    [flow, places],
  );

  const first = matches === null ? undefined : placed.find(({ id }) => matches.has(id))?.id;
  useEffect(() => {
    if (first !== undefined) show(first);
  }, [first, show]);

  function pressed(event: KeyboardEvent) {
    if (!isStep(event.key) || current === undefined || places === undefined) return;
    event.preventDefault();
    const next = stepFrom(placed, places, current, event.key);
    if (next === null) return;
    setReached(next);
    show(next);
    frame.current
      ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`)
      ?.focus({ preventScroll: true });
  }

  return (
    <section
      ref={frame}
      className={classes['frame']}
      aria-label="Graph of the project: arrow keys go from node to node, Enter opens one"
      onKeyDown={pressed}
    >
      {laidOut === null ? (
        <p className={classes['wait']}>Laying out the graph…</p>
      ) : (
        <>
          <ReactFlow
            nodes={cards}
            edges={edges}
            nodeTypes={TYPES}
            minZoom={FARTHEST}
            maxZoom={NEAREST}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            onlyRenderVisibleElements
            disableKeyboardA11y
            proOptions={{ hideAttribution: true }}
            onInit={() => seeAll(0)}
          />
          <GraphTools onSeeAll={() => seeAll(150)} />
        </>
      )}
    </section>
  );
}

function boundsOf(places: readonly { x: number; y: number }[]) {
  const x = Math.min(...places.map((place) => place.x));
  const y = Math.min(...places.map((place) => place.y));
  return {
    x,
    y,
    width: Math.max(...places.map((place) => place.x)) + CARD.width - x,
    height: Math.max(...places.map((place) => place.y)) + CARD.height - y,
  };
}

function edgesOf(placed: readonly GraphNode[], drawn: number, chosen: string | null): Edge[] {
  const there = new Set(placed.slice(0, drawn).map(({ id }) => id));
  return placed.slice(0, drawn).flatMap(({ id, dependsOn }) =>
    dependsOn
      .filter((parent) => there.has(parent))
      .map((parent) => {
        const near = id === chosen || parent === chosen;
        return {
          id: `${parent} ${id}`,
          source: parent,
          target: id,
          focusable: false,
          className: near ? 'near' : chosen === null ? '' : 'faint',
        };
      }),
  );
}

/** A count that grows to the wished one, a slice a frame. */
function useSlowly(count: number): number {
  const [shown, setShown] = useState(SLICE);
  useEffect(() => {
    if (shown >= count) return;
    const frame = requestAnimationFrame(() => setShown((before) => before + SLICE));
    return () => cancelAnimationFrame(frame);
  }, [shown, count]);
  return shown;
}

function isStep(key: string): key is Step {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}
