import { Link } from 'wouter';
import { useLocationProperty } from 'wouter/use-browser-location';
import { Page } from '../../ui/Page.tsx';
import { SECTIONS, sectionAt } from './sections.ts';
import classes from './settings.module.css';

/** One section at a time, each with an address of its own (`/settings#vault`), so that Back and links work. */
export default function Settings() {
  const here = sectionAt(useLocationProperty(() => location.hash));
  const Content = here.component;
  return (
    <Page title="Settings">
      <div className={classes['layout']}>
        <nav aria-label="Settings sections" className={classes['nav']}>
          {SECTIONS.map(({ id, label, icon: Glyph }) => (
            <Link key={id} href={`/settings#${id}`} aria-current={id === here.id ? 'page' : undefined}>
              <Glyph size={18} stroke={1.5} aria-hidden />
              {label}
            </Link>
          ))}
        </nav>
        <div className={classes['content']}>
          <Content />
        </div>
      </div>
    </Page>
  );
}
