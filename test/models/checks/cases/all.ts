import type { CheckCase } from './checkCase.ts';
import { DBT } from './dbt.ts';
import { FIGURES } from './figures.ts';
import { DBT_UTILS } from './groups.ts';
import { TIMES } from './times.ts';
import { VALUES } from './values.ts';

export const ALL: readonly CheckCase[] = [...DBT, ...DBT_UTILS, ...VALUES, ...FIGURES, ...TIMES];
