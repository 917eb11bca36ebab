import { IconRoute } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { useLocationProperty } from 'wouter/use-browser-location';
import type { SchedulerLine } from '../../../shared/contract/pipelines.ts';
import { useWorkspace } from '../../client/client.tsx';
import { NoWorkspace } from '../../ui/NoWorkspace.tsx';
import { useKeyboardAtHeading } from './live/useKeyboardAtHeading.ts';
import { useLive } from './live/useLive.ts';
import Overview from './overview/Overview.tsx';
import PipelinePage from './pipeline/PipelinePage.tsx';
import { addressOf, arrivalOf, type Place, placeAt } from './place.ts';
import RunPage from './run/RunPage.tsx';
import AllRuns from './runs/AllRuns.tsx';

const PipelineEditor = lazy(() => import('./editor/PipelineEditor.tsx'));
const AlertsPanel = lazy(() => import('./alerts/AlertsPanel.tsx'));

/** Graphs of steps on a schedule: how they stand, what each run did, and what can be done about it. */
export default function Pipelines() {
  const workspace = useWorkspace();
  if (workspace === undefined) return null;
  if (workspace === null)
    return (
      <NoWorkspace title="Pipelines" icon={IconRoute}>
        Pipelines are files in the folder of a workspace.
      </NoWorkspace>
    );
  return <InWorkspace key={workspace.path} />;
}

function InWorkspace() {
  const place = placeAt(useLocationProperty(() => location.hash));
  const scheduler = useLive();
  useKeyboardAtHeading(arrivalOf(place));
  return (
    <Suspense>
      <Here place={place} scheduler={scheduler} />
    </Suspense>
  );
}

function Here({ place, scheduler }: { place: Place; scheduler: SchedulerLine | null }) {
  const [, go] = useLocation();
  const overview = () => go(addressOf({ at: 'overview' }));
  const open = (name: string) => go(`/pipelines#pipeline=${name}`);
  switch (place.at) {
    case 'overview':
      return <Overview scheduler={scheduler} />;
    case 'new':
      return <PipelineEditor name={null} onSaved={open} onCancel={overview} />;
    case 'runs':
      return <AllRuns />;
    case 'alerts':
      return <AlertsPanel />;
    case 'run':
      return <RunPage key={place.id} id={place.id} step={place.step} />;
    case 'pipeline':
      return place.tab === 'edit' ? (
        <PipelineEditor
          key={place.name}
          name={place.name}
          onSaved={open}
          onCancel={() => open(place.name)}
          onRemoved={overview}
        />
      ) : (
        <PipelinePage key={place.name} name={place.name} tab={place.tab} />
      );
  }
}
