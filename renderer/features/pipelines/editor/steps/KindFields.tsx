import { AuditVariant } from '../../../../../shared/domain/audit.ts';
import classes from '../editor.module.css';
import {
  type Bound,
  ChoiceField,
  LinesField,
  NameField,
  NamesField,
  NumberField,
  SwitchField,
  TextField,
} from '../form/fields.tsx';
import type { Offers } from '../offers.ts';
import ExtractFields from './ExtractFields.tsx';
import SqlFields from './SqlFields.tsx';
import { kindOfStep } from './stepList.ts';
import WaitFields from './WaitFields.tsx';

/** What a step of its kind needs to be told. */
export default function KindFields({ of, offers }: { of: Bound; offers: Offers }) {
  const { relations } = offers;
  switch (kindOfStep(of.value)) {
    case 'extract':
      return <ExtractFields of={of} sources={offers.sources} />;
    case 'wait':
      return <WaitFields of={of} relations={relations} />;
    case 'sql':
      return <SqlFields of={of} offers={offers} />;
    case 'load':
      return (
        <>
          <LinesField
            of={of}
            name="load"
            label="Files"
            description="A path or a pattern a line, from the workspace’s folder. A file that is in already is passed over."
            needed
          />
          <NameField
            of={of}
            name="into"
            label="Into"
            description="Like raw.orders."
            names={relations}
            needed
          />
          <ChoiceField
            of={of}
            name="disposition"
            label="Its rows"
            options={[
              { value: 'append', label: 'Are added', means: 'What is there stays.' },
              { value: 'replace', label: 'Take the place of all', means: 'What is there goes.' },
              {
                value: 'merge',
                label: 'Take the place of those with the same key',
                means: 'The others stay.',
              },
            ]}
          />
          <NamesField of={of} name="key" label="Key" description="Columns by which a row is known again." />
        </>
      );
    case 'build':
      return (
        <>
          <NamesField
            of={of}
            name="build"
            label="Selection"
            description="dbt’s selection, like stg_orders+ or tag:daily; all builds everything."
            names={['all']}
            needed
          />
          <NamesField of={of} name="exclude" label="But not" description="A selection, too." />
          <ChoiceField
            of={of}
            name="scope"
            label="Of these"
            options={[
              {
                value: 'changed',
                label: 'What changed',
                means: 'What is as it was and whose data is, too, is left.',
              },
              { value: 'all', label: 'Everything', means: 'Built again, changed or not.' },
            ]}
          />
          <SwitchField
            of={of}
            name="full_refresh"
            label="From scratch"
            description="Incremental models are built whole again."
          />
          {of.value['vars'] !== undefined && (
            <p className={classes['quiet']}>It has variables of its own: they are changed in the text.</p>
          )}
        </>
      );
    case 'study':
      return (
        <>
          <NameField
            of={of}
            name="study"
            label="Reads"
            description="A file of studies by its name, or a relation with the columns pair, day, signal and outcome."
            names={relations}
            needed
          />
          <NameField
            of={of}
            name="into"
            label="Findings go into"
            description="Of a relation; a study's file says it itself, with its leads and its seed."
            names={relations}
          />
          <div className={classes['pair']}>
            <NumberField of={of} name="max_lead" label="Longest lead, in days" least={1} most={365} />
            <NumberField
              of={of}
              name="seed"
              label="Seed"
              description="The same seed gives the same figures."
              least={0}
              most={Number.MAX_SAFE_INTEGER}
            />
          </div>
        </>
      );
    case 'brief':
      return (
        <NameField
          of={of}
          name="brief"
          label="Study"
          description="The one that brief.yml names: its latest findings become directives."
          names={[]}
          needed
        />
      );
    case 'sort':
      return (
        <p className={classes['quiet']}>
          Sorts trends into categories and proposes which products they are about, as trends.yml says.
        </p>
      );
    case 'command':
      return Array.isArray(of.value['command']) ? (
        <LinesField of={of} name="command" label="Command" description="A word a line." needed />
      ) : (
        <NameField
          of={of}
          name="command"
          label="Command"
          description="What would follow “npm run -s leadline --”."
          names={offers.commands}
          needed
        />
      );
    case 'audit':
      return (
        <>
          <TextField
            of={of}
            name="audit"
            label="Audits"
            description="finding [STUDY] SIGNAL OUTCOME, dashboard brief, relation NAME, run ID, or period FROM TO."
            needed
            mono
          />
          <TextField
            of={of}
            name="out"
            label="Written to"
            description="A workbook. Empty: the workspace’s exports. Instants in it become days."
            mono
          />
          <NameField
            of={of}
            name="variant"
            label="Variant"
            description="full, summary or anonymised. Empty: full."
            names={AuditVariant.options}
          />
        </>
      );
    case 'publish':
      return <NamesField of={of} name="publish" label="Publishes" names={relations} needed />;
  }
}
