import type { FileKind } from '../../../shared/contract/workspace.ts';

export interface KindOfFile {
  readonly kind: FileKind;
  readonly label: string;
  /** Where files of this kind live, relative to the workspace. */
  readonly place: string;
  readonly purpose: string;
  /** What to do while there is none. */
  readonly next: string;
}

/** In the order data flows through them. */
export const KINDS_OF_FILE: readonly KindOfFile[] = [
  {
    kind: 'config',
    label: 'Workspace',
    place: 'leadline.yml',
    purpose: 'Name, warehouse, reporting zone, currency and layers.',
    next: 'Write leadline.yml: without it nothing else can be used.',
  },
  {
    kind: 'source',
    label: 'Sources',
    place: 'sources/*.yml',
    purpose: 'Where signals and sales come from; secrets by reference only.',
    next: 'Connect a platform or a shop on the Sources screen: several need no key.',
  },
  {
    kind: 'project',
    label: 'dbt project',
    place: 'dbt_project.yml',
    purpose: 'Names the project and where its models, seeds and macros lie.',
    next: 'Copy your own dbt_project.yml here if you have one, or begin a workspace from a template.',
  },
  {
    kind: 'model',
    label: 'Models',
    place: 'models/**/*.sql',
    purpose: 'SQL that makes the staging, core and analytics layers.',
    next: 'Copy your own models here if you have them. The Models screen builds them.',
  },
  {
    kind: 'pipeline',
    label: 'Pipelines',
    place: 'pipelines/*.yml',
    purpose: 'Steps, what they wait for, and when they run.',
    next: 'Make one on the Pipelines screen, and it runs each morning.',
  },
  {
    kind: 'alerts',
    label: 'Alerts',
    place: 'alerts.yml',
    purpose: 'Who is told when a run fails, and when not to be disturbed.',
    next: 'Without it failures are shown on the desktop. Set up e-mail or a webhook on the Pipelines screen.',
  },
  {
    kind: 'study',
    label: 'Studies',
    place: 'studies/*.yml',
    purpose: 'Which signals are screened against which outcomes, over which lags.',
    next: 'Make one on the Studies screen: it asks for your relations and columns.',
  },
  {
    kind: 'trends',
    label: 'Trends',
    place: 'trends.yml',
    purpose: 'Where trends and products have their words, and how they are sorted and linked.',
    next: 'The template Social to sales brings one along: copy it and name your own relations.',
  },
  {
    kind: 'brief',
    label: 'Brief',
    place: 'brief.yml',
    purpose: 'How long making, buying and listing take you, and what a piece earns.',
    next: 'The template Social to sales brings one along: copy it, and say your own days and margins.',
  },
  {
    kind: 'notes',
    label: 'Notes',
    place: 'notes.yml',
    purpose: 'What happened on some days, shown beside every chart over time.',
    next: 'Write one in the Lag explorer, under Own notes: a closed shop, a new price, a newspaper.',
  },
  {
    kind: 'dashboard',
    label: 'Dashboards',
    place: 'dashboards/*.yml',
    purpose: 'Tiles, their queries and parameters.',
    next: 'The Dashboards screen is still to come.',
  },
  {
    kind: 'query',
    label: 'Queries',
    place: 'queries/*.sql',
    purpose: 'Questions you keep to ask again.',
    next: 'Save a .sql file here to keep it; the SQL screen that runs it is still to come.',
  },
];
