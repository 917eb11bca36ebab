import '@xyflow/react/dist/base.css';
import { type Edge, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type GraphItem, sameFace } from './face.ts';
import GraphTools from './GraphTools.tsx';
import classes from './graph.module.css';
import { CARD } from './layout.ts';
import { type CardNode, NodeCard } from './NodeCard.tsx';
import { useLayout } from './useLayout.ts';
import { cardView, FARTHEST, firstView, NEAR, NEAREST, type Size, wholeView } from './views.ts';
import { type Step, stepFrom } from './walk.ts';

const TYPES = { card: NodeCard };
/** Cards put on the page at once: as many as it draws without being felt. */
const SLICE = 16;
const ORIGIN = { x: 0, y: 0 };
/** Nodes that are neither dragged nor selected get no pointer otherwise; their buttons need it. */
const POINTED = { pointerEvents: 'all' } as const;

export interface GraphProps {
  readonly nodes: readonly GraphItem[];
  /** What it shows and how the keyboard goes through it. */
  readonly label: string;
  readonly chosen: string | null;
  /** Null: nothing is searched for. */
  readonly matches: ReadonlySet<string> | null;
  readonly onChoose: (id: string) => void;
}

/** Cards and what each depends on, laid out from left to right. */
export default function Graph(props: GraphProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
}

function Drawn({ nodes, label, chosen, matches, onChoose }: GraphProps) {
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

  const cards = useKept(
    useMemo(
      () =>
        placed.slice(0, drawn).map(
          (node): CardNode => ({
            id: node.id,
            type: 'card',
            position: places?.[node.id] ?? ORIGIN,
            width: CARD.width,
            height: CARD.height,
            style: POINTED,
            data: {
              face: node.face,
              chosen: node.id === chosen,
              match: matches?.has(node.id) ?? false,
              onChoose,
            },
          }),
        ),
      [placed, drawn, places, chosen, matches, onChoose],
    ),
    sameCard,
  );
  const edges = useKept(
    useMemo(() => edgesOf(placed, drawn, chosen), [placed, drawn, chosen]),
    sameEdge,
  );

  const seeAll = useCallback(() => {
    const size = sizeOf(frame);
    if (places !== undefined && size !== null && Object.keys(places).length > 0)
      void flow.setViewport(wholeView(places, size), { duration: 150 });
  }, [flow, places]);

  const chosenNow = useRef(chosen);
  chosenNow.current = chosen;
  // When it is drawn first and whenever other nodes are shown; a choice alone moves nothing.
  const begin = useCallback(() => {
    const size = sizeOf(frame);
    if (places !== undefined && size !== null && Object.keys(places).length > 0)
      void flow.setViewport(firstView(places, size, chosenNow.current));
  }, [flow, places]);
  useEffect(begin, [begin]);

  const show = useCallback(
    (id: string) => {
      const place = places?.[id];
      const size = sizeOf(frame);
      if (place === undefined || size === null) return;
      void flow.setViewport(cardView(place, size, Math.max(flow.getZoom(), NEAR)), { duration: 150 });
    },
    [flow, places],
  );
  useWidthChange(frame, () => (chosen === null ? begin() : show(chosen)));

  const first = matches === null ? undefined : placed.find(({ id }) => matches.has(id))?.id;
  useEffect(() => {
    if (first !== undefined) show(first);
  }, [first, show]);

  function pressed(event: KeyboardEvent) {
    if (current === undefined || places === undefined) return;
    if (event.key === 'Enter' && event.target === frame.current) onChoose(current);
    if (!isStep(event.key)) return;
    event.preventDefault();
    // The first press goes to where one is.
    const next = event.target === frame.current ? current : stepFrom(placed, places, current, event.key);
    if (next === null) return;
    setReached(next);
    show(next);
    focusCard(frame, next);
  }

  return (
    <section
      ref={frame}
      className={classes['frame']}
      data-chosen={chosen !== null || undefined}
      data-searching={matches !== null || undefined}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the card to begin at may be out of sight, and is not on the page then
      tabIndex={0}
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
            onInit={begin}
          />
          <GraphTools onSeeAll={seeAll} />
        </>
      )}
    </section>
  );
}

function sizeOf(frame: RefObject<HTMLElement | null>): Size | null {
  const { clientWidth: width, clientHeight: height } = frame.current ?? {};
  return width && height ? { width, height } : null;
}

function edgesOf(placed: readonly GraphItem[], drawn: number, chosen: string | null): Edge[] {
  const there = new Map(placed.slice(0, drawn).map((node) => [node.id, node]));
  return placed.slice(0, drawn).flatMap(({ id, dependsOn, face }) =>
    dependsOn
      .filter((parent) => there.has(parent))
      .map((parent) => {
        const near = id === chosen || parent === chosen;
        return {
          id: `${parent} ${id}`,
          source: parent,
          target: id,
          focusable: false,
          className: [near && 'near', face.marked && there.get(parent)?.face.marked && 'marked']
            .filter(Boolean)
            .join(' '),
        };
      }),
  );
}

function sameEdge(a: Edge, b: Edge): boolean {
  return a.className === b.className;
}

function sameCard(a: CardNode, b: CardNode): boolean {
  const { face, chosen, match, onChoose } = a.data;
  return (
    a.position === b.position &&
    sameFace(face, b.data.face) &&
    chosen === b.data.chosen &&
    match === b.data.match &&
    onChoose === b.data.onChoose
  );
}

/** Elements that say the same stay the same objects, so that only what changed is drawn anew. */
function useKept<Element extends { readonly id: string }>(
  elements: readonly Element[],
  same: (a: Element, b: Element) => boolean,
): Element[] {
  const kept = useRef<ReadonlyMap<string, Element>>(new Map());
  const latest = useMemo(
    () =>
      elements.map((element) => {
        const before = kept.current.get(element.id);
        return before !== undefined && same(before, element) ? before : element;
      }),
    [elements, same],
  );
  useEffect(() => {
    kept.current = new Map(latest.map((element) => [element.id, element]));
  }, [latest]);
  return latest;
}

/** It may be out of sight, and come onto the page only when the graph has moved there. */
function focusCard(frame: RefObject<HTMLElement | null>, id: string, tries = 30): void {
  const card = frame.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
  if (card) card.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusCard(frame, id, tries - 1));
}

/** A panel that opens beside it takes half its width: what was looked at stays in sight. */
function useWidthChange(frame: RefObject<HTMLElement | null>, changed: () => void): void {
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let width = element.clientWidth;
    const watching = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      latest.current();
    });
    watching.observe(element);
    return () => watching.disconnect();
  }, [frame]);
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
