import {
  IconAdjustmentsHorizontal,
  IconArrowsExchange,
  IconChartAreaLine,
  IconChartHistogram,
  IconDatabaseImport,
  IconHome,
  IconLayoutDashboard,
  IconMicroscope,
  IconRoute,
  IconSchema,
  IconShieldCheck,
  IconTags,
  IconTerminal2,
  IconZoomCheck,
} from '@tabler/icons-react';
import { lazy } from 'react';
import type { Screen } from './screen.ts';

const Home = lazy(() => import('../features/home/Home.tsx'));
const Settings = lazy(() => import('../features/settings/Settings.tsx'));
const Sources = lazy(() => import('../features/sources/Sources.tsx'));
const Models = lazy(() => import('../features/models/Models.tsx'));
const Quality = lazy(() => import('../features/quality/Quality.tsx'));
const Pipelines = lazy(() => import('../features/pipelines/Pipelines.tsx'));
const Explorer = lazy(() => import('../features/explorer/Explorer.tsx'));
const Studies = lazy(() => import('../features/studies/Studies.tsx'));
const Trends = lazy(() => import('../features/trends/Trends.tsx'));
const Forecast = lazy(() => import('../features/forecast/Forecast.tsx'));
const Audit = lazy(() => import('../features/audit/Audit.tsx'));
const Coming = lazy(() => import('../features/coming/Coming.tsx'));

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
    component: Sources,
  },
  {
    id: 'pipelines',
    path: '/pipelines',
    label: 'Pipelines',
    icon: IconRoute,
    group: 'Data',
    key: 'p',
    files: 'pipeline',
    component: Pipelines,
  },
  {
    id: 'models',
    path: '/models',
    label: 'Models',
    icon: IconSchema,
    group: 'Data',
    key: 'm',
    files: 'model',
    component: Models,
  },
  {
    id: 'quality',
    path: '/quality',
    label: 'Quality',
    icon: IconShieldCheck,
    group: 'Data',
    key: 'q',
    component: Quality,
  },
  {
    id: 'explorer',
    path: '/explorer',
    label: 'Lag explorer',
    icon: IconChartHistogram,
    group: 'Insight',
    key: 'l',
    component: Explorer,
  },
  {
    id: 'studies',
    path: '/studies',
    label: 'Studies',
    icon: IconMicroscope,
    group: 'Insight',
    key: 'y',
    files: 'study',
    component: Studies,
  },
  {
    id: 'trends',
    path: '/trends',
    label: 'Trends',
    icon: IconTags,
    group: 'Insight',
    key: 'n',
    component: Trends,
  },
  {
    id: 'forecast',
    path: '/forecast',
    label: 'Forecast',
    icon: IconChartAreaLine,
    group: 'Insight',
    key: 'f',
    component: Forecast,
  },
  {
    id: 'dashboards',
    path: '/dashboards',
    label: 'Dashboards',
    icon: IconLayoutDashboard,
    group: 'Insight',
    key: 'd',
    files: 'dashboard',
    component: Coming,
  },
  {
    id: 'sql',
    path: '/sql',
    label: 'SQL',
    icon: IconTerminal2,
    group: 'Insight',
    key: 'x',
    files: 'query',
    component: Coming,
  },
  {
    id: 'audit',
    path: '/audit',
    label: 'Audit',
    icon: IconZoomCheck,
    group: 'Share',
    key: 'a',
    component: Audit,
  },
  {
    id: 'publish',
    path: '/publish',
    label: 'Publish',
    icon: IconArrowsExchange,
    group: 'Share',
    key: 'u',
    component: Coming,
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
