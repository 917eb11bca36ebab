import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { failureOf, useCalls } from '../../client/client.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import classes from './workspace.module.css';

export default function TemplateChoice({
  value,
  onChange,
}: {
  value: string;
  onChange: (template: string) => void;
}) {
  const templates = useQuery(useCalls().workspace.templates.queryOptions());
  if (templates.isError) {
    return <FailureNotice failure={failureOf(templates.error)} retry={() => void templates.refetch()} />;
  }
  return (
    <Radio.Group label="Start from" value={value} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt="xs">
        {(templates.data ?? []).map(({ id, title, description }) => (
          <Radio.Card
            key={id}
            value={id}
            className={classes['template']}
            aria-label={`${title}: ${description}`}
          >
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator />
              <div>
                <Text fw={600}>{title}</Text>
                <Text c="dimmed">{description}</Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
