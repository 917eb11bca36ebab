import { useQuery } from '@tanstack/react-query';
import { RelationName } from '../../../../shared/domain/relation.ts';
import { useCalls } from '../../../client/client.tsx';
import { AuditThis } from '../../../ui/AuditThis.tsx';

/** For the relation that a check looks at, where readers see one. */
export default function AuditChecked({ node }: { node: string }) {
  const found = useQuery(useCalls().models.node.queryOptions({ input: { id: node } }));
  const relation = RelationName.safeParse(found.data?.node.relation);
  const published = found.data?.columns.some(({ present }) => present) ?? false;
  if (!relation.success || !published) return null;
  return <AuditThis as="page" of={relation.data} subject={{ kind: 'relation', relation: relation.data }} />;
}
