import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useState } from 'react';
import { notifyFailure } from '../../app/toasts.ts';
import { failureOf, useCalls, useClient } from '../../client/client.tsx';
import { pathsOf } from './dropped.ts';
import classes from './sources.module.css';

/** Takes files dropped anywhere on it. */
export default function DropZone({
  onPaths,
  children,
}: {
  onPaths: (paths: string[]) => void;
  children: ReactNode;
}) {
  const client = useClient();
  const host = useQuery(useCalls().app.info.queryOptions()).data?.host;
  const [over, setOver] = useState(false);

  async function take(files: File[]): Promise<void> {
    const [first] = files;
    if (first === undefined) return;
    try {
      if (host === 'desktop') {
        const paths = await pathsOf(files);
        if (paths.length > 0) return onPaths(paths);
      }
      // A browser tells a page what is in a dropped file, but not where it lies.
      const { path } = await client.host.pickFile({
        title: `Where is ${first.name}? A browser doesn’t tell where a dropped file lies.`,
      });
      if (path !== null) onPaths([path]);
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the others are a field and a button
    <div
      className={classes['dropZone']}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void take([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}
