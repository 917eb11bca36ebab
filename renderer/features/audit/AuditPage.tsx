import { Link } from 'wouter';
import { Page } from '../../ui/Page.tsx';
import classes from './audit.module.css';
import CheckFile from './file/CheckFile.tsx';
import MakePackage from './make/MakePackage.tsx';
import Packages from './packages/Packages.tsx';
import { addressOf, NEW, type Place } from './place.ts';

const PARTS: readonly { readonly place: Place; readonly label: string }[] = [
  { place: { at: 'packages', id: null }, label: 'Packages' },
  { place: NEW, label: 'Make one' },
  { place: { at: 'file', path: null }, label: 'Check or bring back a file' },
];

export default function AuditPage({ place }: { place: Place }) {
  return (
    <Page
      wide={place.at === 'packages'}
      title="Audit"
      lead="Workbooks that work their figures out again, so that anyone can check them with nothing but Excel."
    >
      <nav aria-label="Parts of Audit" className={classes['parts']}>
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

function Here({ place }: { place: Place }) {
  switch (place.at) {
    case 'packages':
      return <Packages place={place} />;
    case 'make':
      return <MakePackage place={place} />;
    case 'file':
      return <CheckFile key={place.path} path={place.path} />;
  }
}
