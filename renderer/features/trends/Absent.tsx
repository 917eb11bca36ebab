import { Button } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** The relation is there, and nothing is in it yet. */
export default function Absent({ what }: { what: 'trends' | 'products' }) {
  return (
    <EmptyState
      icon={IconTags}
      title={what === 'trends' ? 'There are no trends yet' : 'There are no products yet'}
      action={
        <Button component={Link} href="/sources">
          To the sources
        </Button>
      }
    >
      {what === 'trends'
        ? 'The relation that trends.yml names under trends is empty. Extract a source of social signals, or load a file of your own, and build the models.'
        : 'The relation that trends.yml names under products is empty, so trends can’t be linked with anything. Extract your shop’s source, or load a file of products, and build the models.'}
    </EmptyState>
  );
}
