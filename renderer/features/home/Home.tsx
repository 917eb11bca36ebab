import { useWorkspace } from '../../client/client.tsx';
import { useRunningDemo } from './DemoProgress.tsx';
import Overview from './Overview.tsx';
import Welcome from './Welcome.tsx';

/** Nothing is drawn while it isn't known whether a workspace is open: the answer comes within a frame or two. */
export default function Home() {
  const workspace = useWorkspace();
  const demo = useRunningDemo();
  if (workspace === undefined) return null;
  // Its workspace is open from the beginning on, and has nothing to show before the end.
  return workspace === null || demo !== undefined ? <Welcome /> : <Overview workspace={workspace} />;
}
