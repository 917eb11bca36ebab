import { useWorkspace } from '../../client/client.tsx';
import Overview from './Overview.tsx';
import Welcome from './Welcome.tsx';

/** Nothing is drawn while it isn't known whether a workspace is open: the answer comes within a frame or two. */
export default function Home() {
  const workspace = useWorkspace();
  if (workspace === undefined) return null;
  return workspace === null ? <Welcome /> : <Overview workspace={workspace} />;
}
