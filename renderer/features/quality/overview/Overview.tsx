import { Link } from 'wouter';
import { Page } from '../../../ui/Page.tsx';
import Coverage from '../covered/Coverage.tsx';
import Exceptions from '../exceptions/Exceptions.tsx';
import { addressOf, type Place } from '../place.ts';
import classes from '../quality.module.css';
import SourceBands from '../sources/SourceBands.tsx';
import Suggestions from '../suggestions/Suggestions.tsx';
import Checks from './Checks.tsx';
import ReportButton from './ReportButton.tsx';

const PARTS: readonly { place: Exclude<Place, { at: 'check' }>; label: string }[] = [
  { place: { at: 'overview' }, label: 'Checks' },
  { place: { at: 'coverage' }, label: 'Coverage' },
  { place: { at: 'sources' }, label: 'Sources' },
  { place: { at: 'suggestions', id: null }, label: 'Suggestions' },
];

/** The four sides of quality: what checks say, what none looks at, what comes in, what could be checked. */
export default function Overview({ place }: { place: Exclude<Place, { at: 'check' }> }) {
  return (
    <Page
      title="Quality"
      lead="What speaks against the data, on which rows, and since when."
      actions={<ReportButton />}
    >
      <nav aria-label="Parts of Quality" className={classes['parts']}>
        {PARTS.map(({ place: part, label }) => (
          <Link key={label} href={addressOf(part)} aria-current={part.at === place.at ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <Here place={place} />
    </Page>
  );
}

function Here({ place }: { place: Exclude<Place, { at: 'check' }> }) {
  switch (place.at) {
    case 'overview':
      return (
        <>
          <Exceptions />
          <Checks />
        </>
      );
    case 'coverage':
      return <Coverage />;
    case 'sources':
      return <SourceBands />;
    case 'suggestions':
      return <Suggestions id={place.id} />;
  }
}
