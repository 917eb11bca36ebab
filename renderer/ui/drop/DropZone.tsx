import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useState } from 'react';
import { notifyFailure } from '../../app/toasts.ts';
import { failureOf, useCalls, useClient } from '../../client/client.tsx';
import classes from './drop.module.css';
import { type Dropped, droppedIn, pathsOf, whereIs } from './dropped.ts';

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

  async function take(dropped: Dropped): Promise<void> {
    try {
      if (host === 'desktop') {
        const paths = await pathsOf(dropped.files);
        if (paths.length > 0) return onPaths(paths);
      }
      const question = whereIs(dropped);
      if (question === null) return;
      const { title, pathsAt } = question;
      const { path } = await client.host[question.kind]({ title });
      if (path !== null) onPaths(pathsAt(path));
    } catch (error) {
      notifyFailure(failureOf(error));
    }
  }

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of the ways; the others are a field and buttons
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
        void take(droppedIn(event.dataTransfer));
      }}
    >
      {children}
    </div>
  );
}
