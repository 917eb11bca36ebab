import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { failureOf, useCalls } from '../../../client/client.tsx';
import DropZone from '../../../ui/drop/DropZone.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { addressOf } from '../place.ts';
import { useFreshAnswers } from '../useFreshAnswers.ts';
import Connectors from './Connectors.tsx';
import Loads from './Loads.tsx';
import Notices from './Notices.tsx';
import Relations from './Relations.tsx';
import Running from './Running.tsx';

/** What is in RAW and how it came there. */
export default function Overview() {
  useFreshAnswers();
  const [, go] = useLocation();
  const catalog = useQuery(useCalls().warehouse.catalog.queryOptions());
  const add = addressOf({ at: 'add', paths: [] });
  return (
    <DropZone onPaths={(paths) => go(addressOf({ at: 'add', paths }))}>
      <Page
        title="Sources"
        lead="What came into the warehouse, from where and when."
        actions={
          <Button component={Link} href={add} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
            Add files
          </Button>
        }
      >
        {catalog.isError ? (
          <>
            <FailureNotice failure={failureOf(catalog.error)} retry={() => void catalog.refetch()} />
            <Connectors />
          </>
        ) : (
          <>
            <Notices />
            <Running />
            <Connectors />
            <Relations catalog={catalog.data} />
            <Loads />
          </>
        )}
      </Page>
    </DropZone>
  );
}
