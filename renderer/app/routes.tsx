import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconArrowsExchange,
  IconChartAreaLine,
  IconChartHistogram,
  IconDatabaseImport,
  IconHome,
  IconLayoutDashboard,
  IconRoute,
  IconSchema,
  IconShieldCheck,
  IconTerminal2,
  IconZoomCheck,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { FileKind } from '../../shared/contract/workspace.ts';

export type ScreenId =
  | 'home'
  | 'sources'
  | 'pipelines'
  | 'models'
  | 'quality'
  | 'explorer'
  | 'forecast'
  | 'dashboards'
  | 'sql'
  | 'audit'
  | 'publish'
  | 'settings';

export type ScreenGroup = 'Start' | 'Data' | 'Insight' | 'Share' | 'Leadline';

export interface Screen {
  readonly id: ScreenId;
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly group: ScreenGroup;
  /** Pressed after `g`. */
  readonly key: string;
  /** The files of the workspace it is about; their number stands beside its name. */
  readonly files?: FileKind;
  readonly component: ComponentType;
}

const Home = lazy(() => import('../features/home/Home.tsx'));
const Settings = lazy(() => import('../features/settings/Settings.tsx'));
const Coming = lazy(() => import('../features/coming/Coming.tsx'));

function coming(screen: ScreenId): ComponentType {
  return () => <Coming screen={screen} />;
}

/** Every screen: a new one is a folder under features and a line here. */
export const SCREENS: readonly Screen[] = [
  { id: 'home', path: '/', label: 'Home', icon: IconHome, group: 'Start', key: 'h', component: Home },
  {
    id: 'sources',
    path: '/sources',
    label: 'Sources',
    icon: IconDatabaseImport,
    group: 'Data',
    key: 's',
    files: 'source',
    component: coming('sources'),
  },
  {
    id: 'pipelines',
    path: '/pipelines',
    label: 'Pipelines',
    icon: IconRoute,
    group: 'Data',
    key: 'p',
    files: 'pipeline',
    component: coming('pipelines'),
  },
  {
    id: 'models',
    path: '/models',
    label: 'Models',
    icon: IconSchema,
    group: 'Data',
    key: 'm',
    files: 'model',
    component: coming('models'),
  },
  {
    id: 'quality',
    path: '/quality',
    label: 'Quality',
    icon: IconShieldCheck,
    group: 'Data',
    key: 'q',
    component: coming('quality'),
  },
  {
    id: 'explorer',
    path: '/explorer',
    label: 'Lag explorer',
    icon: IconChartHistogram,
    group: 'Insight',
    key: 'l',
    files: 'study',
    component: coming('explorer'),
  },
  {
    id: 'forecast',
    path: '/forecast',
    label: 'Forecast',
    icon: IconChartAreaLine,
    group: 'Insight',
    key: 'f',
    component: coming('forecast'),
  },
  {
    id: 'dashboards',
    path: '/dashboards',
    label: 'Dashboards',
    icon: IconLayoutDashboard,
    group: 'Insight',
    key: 'd',
    files: 'dashboard',
    component: coming('dashboards'),
  },
  {
    id: 'sql',
    path: '/sql',
    label: 'SQL',
    icon: IconTerminal2,
    group: 'Insight',
    key: 'x',
    files: 'query',
    component: coming('sql'),
  },
  {
    id: 'audit',
    path: '/audit',
    label: 'Audit',
    icon: IconZoomCheck,
    group: 'Share',
    key: 'a',
    component: coming('audit'),
  },
  {
    id: 'publish',
    path: '/publish',
    label: 'Publish',
    icon: IconArrowsExchange,
    group: 'Share',
    key: 'u',
    component: coming('publish'),
  },
  {
    id: 'settings',
    path: '/settings',
    label: 'Settings',
    icon: IconAdjustmentsHorizontal,
    group: 'Leadline',
    key: 't',
    component: Settings,
  },
];

export function screenAt(path: string): Screen | undefined {
  const bare = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return SCREENS.find((screen) => screen.path === bare);
}
