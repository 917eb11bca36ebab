import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { AuditPackage } from '../../../../shared/contract/audit.ts';
import { useFormats } from '../../../app/formats.tsx';
import { useViewState } from '../../../app/viewState.ts';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { auditAddress } from '../../../ui/auditAddress.ts';
import { SidePanel } from '../../../ui/beside/SidePanel.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import classes from '../audit.module.css';
import FileLine from '../FileLine.tsx';
import MarkTable from '../MarkTable.tsx';
import { addressOf } from '../place.ts';
import TickList from '../TickList.tsx';
import { KINDS, VARIANTS } from '../words.ts';
import ManifestPart from './ManifestPart.tsx';

/** All that is known of one package. */
export default function PackagePanel({ made, onClose }: { made: AuditPackage; onClose: () => void }) {
  const formats = useFormats();
  const [wide, setWide] = useViewState('audit-wide', false);
  const panel = useRef<HTMLElement>(null);
  // Where there is no room beside the list it lies below, out of sight.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { id, title, subject, variant, madeAt, sheets, rows, bytes, program, sha256, openExceptions } = made;
  return (
    <SidePanel
      ref={panel}
      name={title}
      facts={
        <span className={classes['quiet']}>
          {KINDS[subject.kind].word}, {VARIANTS[variant].word.toLowerCase()}
        </span>
      }
      wide={wide}
      onWide={setWide}
      onClose={onClose}
    >
      <FileLine made={made} />
      <div className={classes['bar']}>
        {made.there && (
          <Button
            component={Link}
            href={addressOf({ at: 'file', path: made.file })}
            variant="default"
            size="compact-sm"
          >
            Check this file again
          </Button>
        )}
        <Button component={Link} href={auditAddress(subject, variant)} variant="default" size="compact-sm">
          Make it anew
        </Button>
      </div>
      <dl className={classes['facts']} data-figures>
        <dt>Made</dt>
        <dd>
          <time dateTime={madeAt}>{formats.instant(madeAt)}</time>, by Leadline {program}
        </dd>
        <dt>Holds</dt>
        <dd>
          {formats.number(sheets)} sheets, {formats.number(rows)} rows, {formats.bytes(bytes)}
        </dd>
        <dt>Package</dt>
        <dd className={classes['code']}>{id}</dd>
        <dt>SHA-256</dt>
        <dd className={classes['code']}>{sha256}</dd>
      </dl>
      <h3 className={classes['subtitle']}>Verified before it was called done</h3>
      <TickList ticks={made.ticks} label="What was verified" />
      <Marks id={id} count={made.marks} />
      {openExceptions > 0 && (
        <p>
          {formats.number(openExceptions)} {openExceptions === 1 ? 'exception is' : 'exceptions are'} open:{' '}
          <Anchor component={Link} href="/quality" underline="always">
            close {openExceptions === 1 ? 'it' : 'them'} on Quality
          </Anchor>
          .
        </p>
      )}
      <ManifestPart id={id} />
    </SidePanel>
  );
}

function Marks({ id, count }: { id: string; count: number }) {
  const marks = useQuery({
    ...useCalls().audit.marks.queryOptions({ input: { id } }),
    enabled: count > 0,
  });
  return (
    <>
      <h3 className={classes['subtitle']}>Marks that came back</h3>
      {count === 0 && (
        <p className={classes['quiet']}>
          None yet. A reviewer writes into the open cells of the workbook; drop the file on this screen to
          bring it back.
        </p>
      )}
      {marks.isError && <FailureNotice failure={failureOf(marks.error)} retry={() => void marks.refetch()} />}
      {marks.data !== undefined && marks.data.length > 0 && (
        <MarkTable caption="Marks that came back" marks={marks.data} />
      )}
    </>
  );
}
