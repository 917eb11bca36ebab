import { platformName } from '../../../shared/domain/platformName.ts';
import type { StudySide } from '../studies/studySide.ts';
import type { Holding } from './heldStudy.ts';

type Labels = Record<string, Record<string, string>>;

/** How values of the columns that screens know are called: a trend and a product by the titles of their series, a platform as its owners write it. */
export function aboutLabels({ file, data }: Pick<Holding, 'file' | 'data'>): Labels {
  const { signals, outcomes } = file;
  const platforms = valuesOf(data.signals, (signals.about ?? []).indexOf('platform'));
  return {
    ...told(
      'platform',
      platforms.map(([platform]) => [platform, platformName(platform)] as const),
    ),
    ...told('trend', valuesOf(data.signals, (signals.about ?? []).indexOf('trend'))),
    ...told('product', valuesOf(data.outcomes, (outcomes.about ?? []).indexOf('product'))),
  };
}

/** Of each value the title of its first series that has one; those without are left out. */
function valuesOf({ about, titles }: StudySide, column: number): (readonly [string, string])[] {
  const found = new Map<string, string>();
  about.forEach((values, at) => {
    const value = values[column];
    if (value != null && !found.has(value)) found.set(value, titles[at] ?? value);
  });
  return [...found];
}

function told(column: string, labels: readonly (readonly [string, string])[]): Labels {
  const known = labels.filter(([value, label]) => value !== label);
  return known.length === 0 ? {} : { [column]: Object.fromEntries(known) };
}
